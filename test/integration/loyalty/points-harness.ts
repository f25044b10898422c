import { DataSource } from 'typeorm';
import { newId } from '../../../src/common/database/new-id.js';
import { query, queryOne } from '../../../src/common/database/statement.js';
import { runInTransaction, type Tx } from '../../../src/common/database/tx.js';
import { Events } from '../../../src/common/jobs/events.js';
import { JobRegistry } from '../../../src/common/jobs/job-registry.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { Clock } from '../../../src/common/time/clock.js';
import { databaseOptions } from '../../../src/config/database.config.js';
import { LOYALTY_CHECKS } from '../../../src/integrity/checks/loyalty-checks.js';
import { DEFAULT_LOCATION_ID, DEFAULT_REGISTER_ID } from '../../../src/locations/index.js';
import { DEFAULT_PROGRAM_ID, LoyaltyLedger, type EarningLine } from '../../../src/loyalty/index.js';
import { PointsByHand } from '../../../src/loyalty/ledger/points-by-hand.js';
import { TierChanges } from '../../../src/loyalty/ledger/tier-changes.js';
import { cloneTestDatabase } from '../../support/test-database.js';

export const d = (value: number | string): Decimal => new Decimal(value);

/** The day on which things happen unless a test says otherwise. */
export const TODAY = '2026-11-20';

export interface ProgramFacts {
  points_per_unit?: number;
  redemption_value?: number;
  min_redemption_points?: number;
  expiry_months?: number | null;
  /** [code, threshold, multiplier] */
  tiers?: readonly (readonly [string, number, number])[];
}

export interface TestSale {
  sale_id: string;
  lines: EarningLine[];
}

export interface PointsHarness {
  dataSource: DataSource;
  ledger: LoyaltyLedger;
  events: Events;
  points: PointsByHand;
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  program(facts?: ProgramFacts): Promise<string>;
  customer(): Promise<string>;
  /** A member of a program (the seeded one by default) with so many points. */
  member(facts?: { program_id?: string; points?: number; customer_id?: string }): Promise<Membership>;
  /** Stores a completed sale with a line for each amount. */
  sale(amounts: readonly (number | string)[]): Promise<TestSale>;
  adjust(member_id: string, points: number, day?: string): Promise<void>;
  close(): Promise<void>;
}

export interface Membership {
  member_id: string;
  customer_id: string;
  program_id: string;
}

const ACTOR = newId();

/** Who moves points of a sale, and when. */
export function move(sale_id: string, business_date = TODAY) {
  return { sale_id, actor_id: ACTOR, occurred_at: new Date(`${business_date}T10:15:00Z`), business_date };
}

async function insertProgram(dataSource: DataSource, facts: ProgramFacts): Promise<string> {
  const id = newId();
  await query(
    dataSource,
    `INSERT INTO loyalty_programs (id, name, points_per_unit, redemption_value, min_redemption_points, expiry_months)
     VALUES ($1::uuid, $1::text, $2::numeric, $3::numeric, $4::int, $5::int)`,
    [
      id,
      facts.points_per_unit ?? 1,
      facts.redemption_value ?? 0.01,
      facts.min_redemption_points ?? 0,
      facts.expiry_months ?? null,
    ],
  );
  for (const [code, threshold, multiplier] of facts.tiers ?? []) {
    await query(
      dataSource,
      `INSERT INTO loyalty_tiers (id, program_id, code, name, threshold_points, earn_multiplier)
       VALUES (uuidv7(), $1::uuid, $2::text, $2::text, $3::bigint, $4::numeric)`,
      [id, code, threshold, multiplier],
    );
  }
  return id;
}

async function insertSale(
  dataSource: DataSource,
  actor_id: string,
  amounts: readonly (number | string)[],
): Promise<TestSale> {
  const sale_id = newId();
  const total = amounts.reduce<Decimal>((sum, amount) => sum.plus(amount), d(0)).toFixed();
  await query(
    dataSource,
    `INSERT INTO sales (id, order_number, status, location_id, register_id, cashier_id, currency, prices_include_tax,
       rounding_mode, rounding_level, subtotal, discount_amount, tax_amount, total_amount, rounding_amount, paid_amount,
       change_amount, refunded_amount, occurred_at, business_date, time_zone, completed_at)
     VALUES ($1::uuid, right($1::text, 12), 'completed', $2, $3, $4, 'USD', false, 'half_up', 'line', $5::numeric, 0, 0,
       $5::numeric, 0, $5::numeric, 0, 0, now(), $6::date, 'UTC', now())`,
    [sale_id, DEFAULT_LOCATION_ID, DEFAULT_REGISTER_ID, actor_id, total, TODAY],
  );
  const lines: EarningLine[] = [];
  for (const [index, amount] of amounts.entries()) {
    const product = await queryOne<{ id: string }>(
      dataSource,
      `INSERT INTO products (id, sku, name, price, unit_id) SELECT $1::uuid, $1::text, 'Product', 10, id FROM units LIMIT 1
       RETURNING id`,
      [newId()],
    );
    const sale_item_id = newId();
    await query(
      dataSource,
      `INSERT INTO sale_items (id, sale_id, line_number, product_id, sku, name, is_stocked, quantity, base_price, unit_price,
         discount_amount, cart_discount_amount, net_amount, tax_rate, tax_amount, total_amount, is_override, price_trace, unit_code)
       VALUES ($1::uuid, $2::uuid, $3::int, $4::uuid, 'X', 'X', false, 1, $5::numeric, $5::numeric, 0, 0, $5::numeric, 0, 0,
         $5::numeric, false, '[]', 'pcs')`,
      [sale_item_id, sale_id, index + 1, product.id, String(amount)],
    );
    lines.push({
      sale_item_id,
      product_id: product.id,
      category_path: [],
      brand_id: null,
      amount: d(amount),
    });
  }
  return { sale_id, lines };
}

/** The points ledger on a migrated database of its own, without the application around it. */
export async function openPoints(poolSize = 10): Promise<PointsHarness> {
  const database = await cloneTestDatabase();
  const dataSource = new DataSource(
    databaseOptions(database.url, poolSize, { entities: [], migrations: [] }),
  );
  await dataSource.initialize();
  await query(
    dataSource,
    `INSERT INTO users (id, username, password_hash, role_id) SELECT $1, 'till', 'x', id FROM roles LIMIT 1`,
    [ACTOR],
  );
  const events = new Events(new JobRegistry());
  const harness: PointsHarness = {
    dataSource,
    events,
    points: new PointsByHand(new Clock()),
    ledger: new LoyaltyLedger(new TierChanges(events)),
    run: (work) => runInTransaction(dataSource, work),
    program: (facts = {}) => insertProgram(dataSource, facts),
    customer: async () => {
      const id = newId();
      await query(
        dataSource,
        `INSERT INTO customers (id, code, name) VALUES ($1::uuid, upper(right($1::text, 12)), 'Ada')`,
        [id],
      );
      return id;
    },
    member: async ({ program_id = DEFAULT_PROGRAM_ID, points = 0, customer_id } = {}) => {
      const membership = {
        member_id: newId(),
        program_id,
        customer_id: customer_id ?? (await harness.customer()),
      };
      await query(
        dataSource,
        `INSERT INTO loyalty_members (id, program_id, customer_id, tier_code, tier_window_from)
         VALUES ($1::uuid, $2::uuid, $3::uuid, loyalty_tier_of($2::uuid, 0), $4::date - 364)`,
        [membership.member_id, program_id, membership.customer_id, TODAY],
      );
      if (points !== 0) await harness.adjust(membership.member_id, points);
      return membership;
    },
    sale: (amounts) => insertSale(dataSource, ACTOR, amounts),
    adjust: async (member_id, points, day = TODAY) => {
      await query(
        dataSource,
        `SELECT loyalty_adjust($1::uuid, 'adjust', $2::bigint, 'test', $3::uuid, now(), $4::date)`,
        [member_id, points, ACTOR, day],
      );
    },
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
  return harness;
}

export async function balanceOf(dataSource: DataSource, member_id: string): Promise<number> {
  const { balance } = await queryOne<{ balance: string }>(
    dataSource,
    `SELECT balance FROM loyalty_members WHERE id = $1::uuid`,
    [member_id],
  );
  return Number(balance);
}

export interface EntryRow {
  kind: string;
  points: number;
  balance_after: number;
  sale_item_id: string | null;
}

/** The entries of a member, the oldest first. */
export async function entriesOf(dataSource: DataSource, member_id: string): Promise<EntryRow[]> {
  const rows = await query<
    Record<'kind' | 'points' | 'balance_after', string> & { sale_item_id: string | null }
  >(
    dataSource,
    `SELECT kind, points, balance_after, sale_item_id FROM loyalty_entries WHERE member_id = $1::uuid ORDER BY id`,
    [member_id],
  );
  return rows.map((row) => ({
    ...row,
    points: Number(row.points),
    balance_after: Number(row.balance_after),
  }));
}

/** What is wrong with the points; nothing, always. The tender is compared where there are payments. */
export async function pointsFaults(dataSource: DataSource): Promise<string[]> {
  const found: string[] = [];
  for (const { name, sql } of LOYALTY_CHECKS.filter((check) => check.name !== 'loyalty_tender')) {
    const rows = await query<object>(dataSource, sql);
    if (rows.length > 0) found.push(`${name}: ${JSON.stringify(rows[0])}`);
  }
  return found;
}
