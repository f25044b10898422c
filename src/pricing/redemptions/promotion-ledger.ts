import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';
import type { HeldUse } from '../domain/held-uses.js';
import type { PromotionUse } from '../domain/quote.types.js';
import { PromotionExhausted } from '../pricing.errors.js';
import type { Exhaustion } from './exhaustion.js';

const REDEEM = `
  SELECT promotion_id, coupon_id, name, code, reason, allowed::float8 AS allowed, used::float8 AS used,
    requested::float8 AS requested
  FROM promotion_redeem($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::jsonb)
  ORDER BY promotion_id, coupon_id NULLS FIRST, reason`;

const RELEASE = `SELECT promotion_release($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::jsonb)`;

const HELD = `
  SELECT promotion_id, coupon_id, customer_id, sum(uses)::int AS uses, sum(amount) AS amount
  FROM promotion_redemptions WHERE sale_id = $1::uuid GROUP BY promotion_id, coupon_id, customer_id
  HAVING sum(uses) <> 0 OR sum(amount) <> 0`;

/** The sale that uses promotions. */
export interface RedeemingSale {
  sale_id: string;
  /** Null for an anonymous sale, which can use nothing that is limited per customer. */
  customer_id: string | null;
  actor_id: string;
  occurred_at: Date;
}

/** How much of a sale's line has come back. */
export interface ReturnedLine {
  line_id: string;
  /** So far, this return included; in the unit of `sold`. */
  returned: Decimal;
  /** What the line sold. */
  sold: Decimal;
}

/** The void or return that gives promotions back. */
export interface ReleasingDocument {
  sale_id: string;
  document_id: string;
  actor_id: string;
  occurred_at: Date;
  lines: 'all' | readonly ReturnedLine[];
}

function useOf({ promotion_id, coupon_id, uses, amount, lines }: PromotionUse): object {
  return {
    promotion_id,
    coupon_id,
    uses,
    amount: amount.toFixed(),
    lines: lines.map((line) => ({ line_id: line.line_id, amount: line.amount.toNumber() })),
  };
}

/**
 * The only writer of promotion redemptions: an append-only ledger with the counters that limits and budgets are held
 * against. Every call is one statement, or none.
 */
@Injectable()
export class PromotionLedger {
  /**
   * Books what a sale used. Throws PromotionExhausted (409) naming everything that ran out meanwhile; then nothing
   * was written, and the till quotes again. A budget is never exceeded, not even by a part.
   * Locks until commit: the promotions and coupons, shared; the counters of those with a limit; each by id.
   */
  async redeem(tx: Tx, sale: RedeemingSale, uses: readonly PromotionUse[]): Promise<void> {
    if (uses.length === 0) return;
    const { sale_id, customer_id, actor_id, occurred_at } = sale;
    const wanted = JSON.stringify(uses.map(useOf));
    const refused = await query<Exhaustion>(tx, REDEEM, [
      sale_id,
      customer_id,
      actor_id,
      occurred_at,
      wanted,
    ]);
    if (refused.length > 0) throw new PromotionExhausted(refused);
  }

  /** What a sale has booked and not given back, for pricing it again. One statement; the caller holds its lock. */
  async heldBy(db: Queryable, sale_id: string): Promise<HeldUse[]> {
    const rows = await query<Omit<HeldUse, 'amount'> & { amount: string }>(db, HELD, [sale_id]);
    return rows.map((row) => ({ ...row, amount: new Decimal(row.amount) }));
  }

  /**
   * Gives back what a sale used: everything that is left ('all', for a void), or for returned lines their part of what
   * each promotion took off, so that parts sum to the whole; the use itself comes back with the last of its lines.
   * Repeating it for the same quantities gives nothing twice. Does nothing when the sale used no promotion. The caller
   * holds the sale's lock; locks as `redeem` does.
   */
  async release(tx: Tx, document: ReleasingDocument): Promise<void> {
    const { sale_id, document_id, actor_id, occurred_at, lines } = document;
    if (lines.length === 0) return;
    const returned = lines === 'all' ? null : JSON.stringify(lines);
    await query(tx, RELEASE, [sale_id, document_id, actor_id, occurred_at, returned]);
  }
}
