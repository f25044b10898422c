import type { MigrationInterface } from 'typeorm';

/** Imports of products: the rows as they were sent, and the verdict on each. */
export class CreateProductImports1795300000170 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
