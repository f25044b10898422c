import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { newId } from '../../../src/common/database/new-id.js';
import { query, queryOne } from '../../../src/common/database/statement.js';
import type { Tx } from '../../../src/common/database/tx.js';
import { databaseOptions } from '../../../src/config/database.config.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { PROMOTION_CHECKS } from '../../../src/integrity/checks/promotion-checks.js';
import type { PromotionUse } from '../../../src/pricing/domain/quote.types.js';
import { PromotionLedger } from '../../../src/pricing/redemptions/promotion-ledger.js';
import { cloneTestDatabase } from '../../support/test-database.js';

export const d = (value: number): Decimal => new Decimal(value);

export interface Limits {
  usage_limit?: number;
  usage_limit_per_customer?: number;
  budget?: number;
}

export interface SaleOptions {
  sale_id?: string;
  customer_id?: string | null;
}

export interface Use {
  promotion_id: string;
  coupon_id?: string | null;
  /** What each line had; the use's amount is their sum. */
  lines?: Record<string, number>;
}

const NOW = new Date('2026-11-20T12:00:00Z');

function promotionUse({ promotion_id, coupon_id = null, lines = { [newId()]: 1 } }: Use): PromotionUse {
  const parts = Object.entries(lines).map(([line_id, amount]) => ({ line_id, amount: d(amount) }));
  const amount = parts.reduce((total, part) => total.plus(part.amount), d(0));
  return { promotion_id, coupon_id, uses: 1, amount, lines: parts };
}

/** A ledger on a database of its own, and short words for what the tests do with it. */
export async function openPromotions(connections = 4) {
  const database = await cloneTestDatabase();
  const options = databaseOptions(database.url, connections, { entities: [], migrations });
  const db = await new DataSource(options).initialize();
  const ledger = new PromotionLedger();
  let counter = 0;

  return {
    db,
    ledger,
    /** Once, without the retry that production has: a deadlock would show. */
    once: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(work),

    async promotion(limits: Limits = {}): Promise<string> {
      const id = newId();
      const text = `INSERT INTO promotions (id, name, kind, value, usage_limit, usage_limit_per_customer, budget)
        VALUES ($1, 'Ten off', 'percentage', 10, $2, $3, $4)`;
      const { usage_limit = null, usage_limit_per_customer = null, budget = null } = limits;
      await query(db, text, [id, usage_limit, usage_limit_per_customer, budget]);
      return id;
    },

    async coupon(promotion_id: string, limits: Omit<Limits, 'budget'> = {}): Promise<string> {
      const id = newId();
      const text = `INSERT INTO coupons (id, promotion_id, code, usage_limit, usage_limit_per_customer)
        VALUES ($1, $2, $3, $4, $5)`;
      const { usage_limit = null, usage_limit_per_customer = null } = limits;
      counter += 1;
      await query(db, text, [id, promotion_id, `CODE${counter}`, usage_limit, usage_limit_per_customer]);
      return id;
    },

    redeem(tx: Tx, uses: Use[], { sale_id = newId(), customer_id = null }: SaleOptions = {}): Promise<void> {
      const sale = { sale_id, customer_id, actor_id: newId(), occurred_at: NOW };
      return ledger.redeem(tx, sale, uses.map(promotionUse));
    },

    release(
      tx: Tx,
      sale_id: string,
      lines: 'all' | Record<string, [returned: number, sold: number]>,
      document_id = newId(),
    ): Promise<void> {
      const returned =
        lines === 'all'
          ? lines
          : Object.entries(lines).map(([line_id, [back, sold]]) => ({
              line_id,
              returned: d(back),
              sold: d(sold),
            }));
      return ledger.release(tx, {
        sale_id,
        document_id,
        actor_id: newId(),
        occurred_at: NOW,
        lines: returned,
      });
    },

    /** The counter of a promotion. */
    counted: (promotion_id: string) =>
      queryOne<{ used_count: number; used_amount: number }>(
        db,
        `SELECT used_count, used_amount::float8 AS used_amount FROM promotion_counters WHERE promotion_id = $1::uuid`,
        [promotion_id],
      ),

    couponUses: async (coupon_id: string) =>
      (
        await queryOne<{ used_count: number }>(
          db,
          `SELECT used_count FROM coupon_counters WHERE coupon_id = $1::uuid`,
          [coupon_id],
        )
      ).used_count,

    /** What the ledger itself sums to. */
    booked: (promotion_id: string) =>
      queryOne<{ uses: number; amount: number; entries: number }>(
        db,
        `SELECT coalesce(sum(uses), 0)::int AS uses, coalesce(sum(amount), 0)::float8 AS amount,
           count(*)::int AS entries
         FROM promotion_redemptions WHERE promotion_id = $1::uuid`,
        [promotion_id],
      ),

    /** Every drift between the counters and the ledger. */
    async drift(): Promise<unknown[]> {
      const found = [];
      for (const { sql } of PROMOTION_CHECKS) found.push(...(await query<object>(db, sql)));
      return found;
    },

    async close(): Promise<void> {
      await db.destroy();
      await database.drop();
    },
  };
}

export type Promotions = Awaited<ReturnType<typeof openPromotions>>;
