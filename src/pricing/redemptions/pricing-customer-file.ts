import { Injectable, type OnModuleInit } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { CustomerFiles, type CustomerFile } from '../../partners/index.js';

const MOVE_COUPONS = `
  UPDATE coupons SET customer_id = $2::uuid, version = version + 1, updated_at = now() WHERE customer_id = $1::uuid`;

// What stands of each redemption is taken from the one and booked to the other: sums stay, limits per customer follow.
const MOVE_REDEMPTIONS = `
  WITH held AS (
    SELECT coalesce(r.redemption_id, r.id) AS redemption_id, sum(r.uses) AS uses, sum(r.amount) AS amount
    FROM promotion_redemptions r WHERE r.customer_id = $1::uuid
    GROUP BY coalesce(r.redemption_id, r.id) HAVING sum(r.uses) <> 0 OR sum(r.amount) <> 0)
  INSERT INTO promotion_redemptions (id, promotion_id, coupon_id, sale_id, customer_id, kind, redemption_id, uses,
    amount, lines, occurred_at)
  SELECT uuidv7(), r.promotion_id, r.coupon_id, r.sale_id, t.customer_id, 'transfer', r.id, t.sign * held.uses,
    t.sign * held.amount, '[]', now()
  FROM held JOIN promotion_redemptions r ON r.id = held.redemption_id
    CROSS JOIN (VALUES ($1::uuid, -1), ($2::uuid, 1)) AS t(customer_id, sign)
  ORDER BY r.id, t.sign`;

// A coupon made for one person must not be open to whoever finds it.
const END_COUPONS = `
  UPDATE coupons SET is_active = false, version = version + 1, updated_at = now()
  WHERE customer_id = $1::uuid AND is_active`;

const HELD = `
  SELECT
    (SELECT coalesce(json_agg(json_build_object('code', c.code, 'promotion', p.name, 'usage_limit', c.usage_limit,
       'expires_on', c.expires_on, 'is_active', c.is_active) ORDER BY c.created_at, c.id), '[]')
     FROM coupons c JOIN promotions p ON p.id = c.promotion_id WHERE c.customer_id = $1::uuid) AS coupons,
    (SELECT coalesce(json_agg(json_build_object('promotion', p.name, 'coupon', c.code, 'sale_id', r.sale_id,
       'kind', r.kind, 'uses', r.uses, 'amount', r.amount, 'occurred_at', r.occurred_at) ORDER BY r.id), '[]')
     FROM promotion_redemptions r JOIN promotions p ON p.id = r.promotion_id LEFT JOIN coupons c ON c.id = r.coupon_id
     WHERE r.customer_id = $1::uuid) AS redemptions`;

/**
 * What pricing keeps about customers: coupons made for one of them, and which promotions they used. Redemptions are
 * append-only, so a merge posts transfers, and a customer who is forgotten leaves their bare id in them: by then it
 * leads to nobody.
 */
@Injectable()
export class PricingCustomerFile implements CustomerFile, OnModuleInit {
  readonly name = 'pricing';

  constructor(private readonly files: CustomerFiles) {}

  onModuleInit(): void {
    this.files.register(this);
  }

  async move(tx: Tx, from_id: string, to_id: string): Promise<void> {
    await query(tx, MOVE_COUPONS, [from_id, to_id]);
    await query(tx, MOVE_REDEMPTIONS, [from_id, to_id]);
  }

  async erase(tx: Tx, id: string): Promise<void> {
    await query(tx, END_COUPONS, [id]);
  }

  async export(db: Queryable, id: string): Promise<unknown> {
    const [held] = await query(db, HELD, [id]);
    return held;
  }
}
