import type { DataSource } from 'typeorm';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';

export interface PromotionFields {
  kind: 'price' | 'percentage' | 'fixed_amount' | 'buy_x_get_y' | 'basket';
  value?: number | null;
  value_type?: string;
  priority?: number;
  is_exclusive?: boolean;
  requires_coupon?: boolean;
  min_basket_amount?: number;
  buy_quantity?: number;
  get_quantity?: number;
  get_percent?: number;
  usage_limit?: number;
  usage_limit_per_customer?: number;
  budget?: number;
}

const PROMOTION = `
  INSERT INTO promotions
  SELECT * FROM jsonb_populate_record(
    jsonb_populate_record(NULL::promotions, '{"priority": 0, "is_exclusive": false, "requires_coupon": false,
      "is_active": true, "version": 1, "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z"}'),
    $1::jsonb)`;
const TARGETS = `
  INSERT INTO promotion_targets (promotion_id, role, kind, target_id)
  SELECT $1::uuid, 'buy', 'product', id FROM unnest($2::uuid[]) AS id`;
const COUPON = `
  INSERT INTO coupons (id, promotion_id, code, usage_limit, usage_limit_per_customer, customer_id)
  VALUES ($1, $2, $3, $4, $5, $6)`;

/** A promotion put straight into the books; without products it is for every one. Answers its id. */
export async function addPromotion(
  dataSource: DataSource,
  fields: PromotionFields,
  productIds: readonly string[] = [],
): Promise<string> {
  const id = newId();
  await query(dataSource, PROMOTION, [JSON.stringify({ id, name: `Promotion ${fields.kind}`, ...fields })]);
  if (productIds.length > 0) await query(dataSource, TARGETS, [id, productIds]);
  return id;
}

/** A coupon that opens a promotion. Its code is in upper case. */
export async function addCoupon(
  dataSource: DataSource,
  promotionId: string,
  code: string,
  limits: { usage_limit?: number; usage_limit_per_customer?: number; customer_id?: string } = {},
): Promise<string> {
  const id = newId();
  const { usage_limit = null, usage_limit_per_customer = null, customer_id = null } = limits;
  await query(dataSource, COUPON, [
    id,
    promotionId,
    code,
    usage_limit,
    usage_limit_per_customer,
    customer_id,
  ]);
  return id;
}

/** How often and for how much a promotion is booked. */
export async function usedOf(
  dataSource: DataSource,
  promotionId: string,
): Promise<{ uses: number; amount: number }> {
  const [row] = await query<{ uses: number; amount: number }>(
    dataSource,
    `SELECT coalesce(sum(uses), 0)::int AS uses, coalesce(sum(amount), 0)::float8 AS amount
     FROM promotion_redemptions WHERE promotion_id = $1::uuid`,
    [promotionId],
  );
  return row!;
}
