import type { MigrationInterface } from 'typeorm';

/** Images and reviews of products. */
export class CreateProductMedia1795300000160 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
