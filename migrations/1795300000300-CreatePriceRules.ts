import type { MigrationInterface } from 'typeorm';

/** Prices by place, group, quantity and package, promotions, coupons, and the history of prices. */
export class CreatePriceRules1795300000300 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
