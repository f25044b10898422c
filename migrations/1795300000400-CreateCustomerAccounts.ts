import type { MigrationInterface } from 'typeorm';

/** What customers owe: an append-only ledger and its balances. */
export class CreateCustomerAccounts1795300000400 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
