import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { databaseOptions } from '../../../src/config/database.config.js';
import { entities } from '../../../src/entities.js';
import { DEFAULT_LOCATION_ID, DEFAULT_REGISTER_ID } from '../../../src/locations/index.js';
import type { PayableSale } from '../../../src/payments/index.js';
import { cloneTestDatabase } from '../../support/test-database.js';

export interface LedgerDatabase {
  dataSource: DataSource;
  /** A user who may act. */
  actor_id: string;
  close(): Promise<void>;
}

/** A database of its own, with one user, and without the application around it. */
export async function openLedgerDatabase(): Promise<LedgerDatabase> {
  const database = await cloneTestDatabase();
  const dataSource = await new DataSource(
    databaseOptions(database.url, 10, { entities, migrations }),
  ).initialize();
  const actor_id = newId();
  await dataSource.query(
    `INSERT INTO users (id, username, password_hash, role_id) SELECT $1, 'till', 'x', id FROM roles LIMIT 1`,
    [actor_id],
  );
  const close = async (): Promise<void> => {
    await dataSource.destroy();
    await database.drop();
  };
  return { dataSource, actor_id, close };
}

const INSERT_SALE = `
  INSERT INTO sales (id, order_number, status, location_id, register_id, cashier_id, currency, prices_include_tax,
    rounding_mode, rounding_level, subtotal, discount_amount, tax_amount, total_amount, rounding_amount, paid_amount,
    change_amount, refunded_amount, occurred_at, business_date, time_zone)
  VALUES ($1, $2, 'pending', $3, $4, $5, 'USD', false, 'half_up', 'line', $6, 0, 0, $6, 0, 0, 0, 0, $7, $8, 'UTC')`;

/** A pending sale of `total`, as the payments below see it. */
export async function seedSale(
  dataSource: DataSource,
  actor_id: string,
  total: number,
): Promise<PayableSale> {
  const sale: PayableSale = {
    sale_id: newId(),
    location_id: DEFAULT_LOCATION_ID,
    register_id: DEFAULT_REGISTER_ID,
    currency: 'USD',
    digits: 2,
    due: new Decimal(total),
    actor_id,
    employee_id: null,
    occurred_at: new Date('2026-11-20T10:15:00Z'),
    business_date: '2026-11-20',
  };
  await query(dataSource, INSERT_SALE, [
    sale.sale_id,
    sale.sale_id.slice(-12),
    sale.location_id,
    sale.register_id,
    actor_id,
    total,
    sale.occurred_at,
    sale.business_date,
  ]);
  return sale;
}

const DRIFT = `
  SELECT p.id FROM payments p LEFT JOIN money_journal e ON e.payment_id = p.id
  GROUP BY p.id
  HAVING coalesce(sum(e.amount), 0) <> CASE WHEN p.status IN ('pending', 'failed') THEN 0 ELSE p.amount - p.refunded_amount END`;

const MISLINKED = `
  SELECT e.id FROM money_journal e JOIN money_journal taken ON taken.id = e.reverses_id
  WHERE e.payment_id IS DISTINCT FROM taken.payment_id OR e.sale_id IS DISTINCT FROM taken.sale_id
     OR sign(e.amount) = sign(taken.amount)`;

/** Payments that disagree with the journal, and entries that take back another sale's. Both must be none. */
export async function moneyFaults(dataSource: DataSource): Promise<string[]> {
  const rows = [
    ...(await query<{ id: string }>(dataSource, DRIFT)),
    ...(await query<{ id: string }>(dataSource, MISLINKED)),
  ];
  return rows.map((row) => row.id);
}
