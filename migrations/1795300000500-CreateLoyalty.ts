import type { MigrationInterface } from 'typeorm';

/** Loyalty programs, members, and the points ledger. */
export class CreateLoyalty1795300000500 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
