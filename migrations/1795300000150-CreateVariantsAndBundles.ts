import type { MigrationInterface } from 'typeorm';

/** Variants of a template, and bundles of other products. */
export class CreateVariantsAndBundles1795300000150 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
