import { Injectable } from '@nestjs/common';
import { query, queryOne, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';
import {
  giveBack,
  redeemedLeft,
  takeAllBack,
  takeBack,
  worthAfter,
  type GivenPoints,
  type TakenPoints,
} from '../domain/points-back.js';
import { PointsRefundExceedsRedeemed } from '../loyalty.errors.js';
import type {
  EarnedPoints,
  EarningSale,
  PointsRedemption,
  PointsReversal,
  RedeemedPoints,
} from './points-requests.js';
import { pointsSummary, type PointsSummary } from './points-summary.js';
import { redeemedPoints, type RedemptionRow } from './redemption.js';
import { salePoints, storedWorth, type SalePoints } from './sale-points.js';
import { TierChanges, type TierChangeRow } from './tier-changes.js';

const REDEEM = `
  SELECT * FROM loyalty_redeem($1::uuid, $2::uuid, $3::numeric, $4::uuid, $5::timestamptz, $6::date)`;
const EARN = `
  SELECT * FROM loyalty_earn($1::uuid, $2::uuid, $3::numeric, $4::json, $5::uuid, $6::timestamptz, $7::date)`;
const REVERSE = `
  SELECT * FROM loyalty_reverse($1::uuid, $2::json, $3::json, $4::json, $5::uuid, $6::uuid, $7::timestamptz, $8::date)`;

type EarnRow = TierChangeRow & { points: string; balance: string; is_new_tier: boolean };

interface ReversalPlan {
  gives: GivenPoints[];
  takes: TakenPoints[];
  worth: object | null;
}

/** What a reversal moves. Pure. Throws PointsRefundExceedsRedeemed. */
function planReversal({ earned, redeemed }: SalePoints, reversal: PointsReversal): ReversalPlan {
  const { refunded_as_points, refunded_amount, lines } = reversal;
  const left = redeemedLeft(redeemed);
  if (refunded_as_points.gt(left)) {
    throw new PointsRefundExceedsRedeemed(refunded_as_points.toNumber(), left.toNumber());
  }
  const gives = giveBack(redeemed, refunded_as_points);
  if (lines === 'all') return { gives, takes: earned.flatMap(takeAllBack), worth: null };
  const document = { lines, refunded_amount, refunded_as_points };
  const now = earned.map((sale) => ({ ...sale, worth: worthAfter(sale.worth, document) }));
  // Every member's row of the sale holds the same worth.
  return { gives, takes: now.flatMap(takeBack), worth: now[0] ? storedWorth(now[0].worth) : null };
}

/**
 * The points of sales: the only writer of them. Every call takes the caller's transaction, in which the caller holds
 * the lock on the sale's row, and locks the customer's memberships in the order of their ids until commit. Points are
 * whole numbers; every entry names the sale, and its line where it has one. Nothing is ever changed: what goes back is
 * a new entry that names the entry it takes back.
 */
@Injectable()
export class LoyaltyLedger {
  constructor(private readonly tiers: TierChanges) {}

  /**
   * Pays `amount` with points of the oldest membership that can: as many as are worth at least that much, those that
   * expire first first. One statement. Throws LoyaltyRefused: NOT_A_MEMBER, INSUFFICIENT_POINTS (with `balance` and
   * `needed`) and POINTS_NOT_REDEEMABLE (409), BELOW_MINIMUM_REDEMPTION (422).
   */
  async redeem(tx: Tx, redemption: PointsRedemption): Promise<RedeemedPoints> {
    const { sale_id, customer_id, amount, actor_id, occurred_at, business_date } = redemption;
    if (!amount.gt(0)) throw new RangeError('Points pay more than nothing');
    const values = [sale_id, customer_id, amount.toFixed(), actor_id, occurred_at, business_date];
    return redeemedPoints(await queryOne<RedemptionRow>(tx, REDEEM, values), customer_id);
  }

  /**
   * Credits what a completed sale earns in each of the customer's active memberships, by the program's rate or the
   * rule of product, nearest category or brand, times the tier's multiplier. The part paid with points earns nothing.
   * Answers the sums over the memberships, or null when the customer is no member. Call it once per sale. One
   * statement; for a customer who is no member, one index lookup.
   */
  async earn(tx: Tx, sale: EarningSale): Promise<EarnedPoints | null> {
    const lines = sale.lines.map((line) => ({ ...line, amount: Decimal.max(0, line.amount).toFixed() }));
    const rows = await query<EarnRow>(tx, EARN, [
      sale.sale_id,
      sale.customer_id,
      Decimal.max(0, sale.paid_with_points).toFixed(),
      JSON.stringify(lines),
      sale.actor_id,
      sale.occurred_at,
      sale.business_date,
    ]);
    if (rows.length === 0) return null;
    await this.tiers.publish(
      tx,
      rows.filter(({ is_new_tier }) => is_new_tier),
    );
    const total = (field: 'points' | 'balance'): number =>
      rows.reduce((sum, row) => sum + Number(row[field]), 0);
    return { points: total('points'), balance: total('balance') };
  }

  /** How a sale moved points; null when it moved none. One statement, no lock. */
  summary(db: Queryable, sale_id: string): Promise<PointsSummary | null> {
    return pointsSummary(db, sale_id);
  }

  /**
   * Undoes what a sale moved, wholly or for what goes back now: earned points are taken back in cumulative proportion
   * to the goods returned, so that any split of returns takes back exactly what was earned; redeemed points come back
   * in cumulative proportion to the money that goes back as points, to the lots they came from. A balance may fall
   * below zero here and nowhere else; points that come in later pay that first. One statement for a sale that moved no
   * points, else two. Throws PointsRefundExceedsRedeemed (409).
   */
  async reverse(tx: Tx, reversal: PointsReversal): Promise<void> {
    const { sale_id, document_id, actor_id, occurred_at, business_date } = reversal;
    const { gives, takes, worth } = planReversal(await salePoints(tx, sale_id), reversal);
    if (gives.length === 0 && takes.length === 0 && worth === null) return;
    const rows = await query<TierChangeRow>(tx, REVERSE, [
      sale_id,
      worth === null ? null : JSON.stringify(worth),
      JSON.stringify(gives),
      JSON.stringify(takes),
      document_id,
      actor_id,
      occurred_at,
      business_date,
    ]);
    await this.tiers.publish(tx, rows);
  }
}
