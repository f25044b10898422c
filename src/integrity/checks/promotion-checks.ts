import type { Check } from './check.js';

/** The counters of promotions and coupons, recomputed from the append-only redemptions. */
export const PROMOTION_CHECKS: readonly Check[] = [
  {
    name: 'promotion_counters',
    promise: 'Uses and amount of every promotion with a limit are the sums of its redemptions.',
    sql: `
      SELECT json_build_object('promotion_id', p.id, 'name', p.name) AS subject,
        json_build_object('used_count', coalesce(r.uses, 0), 'used_amount', coalesce(r.amount, 0)) AS expected,
        json_build_object('used_count', c.used_count, 'used_amount', c.used_amount) AS found
      FROM promotions p
      LEFT JOIN promotion_counters c ON c.promotion_id = p.id
      LEFT JOIN (
        SELECT promotion_id, sum(uses) AS uses, sum(amount) AS amount FROM promotion_redemptions GROUP BY promotion_id
      ) r ON r.promotion_id = p.id
      WHERE c.promotion_id IS NULL OR (num_nonnulls(p.usage_limit, p.usage_limit_per_customer, p.budget) > 0
        AND (c.used_count <> coalesce(r.uses, 0) OR c.used_amount <> coalesce(r.amount, 0)))`,
  },
  {
    name: 'coupon_counters',
    promise: 'Uses of every coupon with a limit are the sum of its redemptions.',
    sql: `
      SELECT json_build_object('coupon_id', k.id, 'code', k.code) AS subject, coalesce(r.uses, 0) AS expected,
        c.used_count AS found
      FROM coupons k
      LEFT JOIN coupon_counters c ON c.coupon_id = k.id
      LEFT JOIN (
        SELECT coupon_id, sum(uses) AS uses FROM promotion_redemptions WHERE coupon_id IS NOT NULL GROUP BY coupon_id
      ) r ON r.coupon_id = k.id
      WHERE c.coupon_id IS NULL OR (num_nonnulls(k.usage_limit, k.usage_limit_per_customer) > 0
        AND c.used_count <> coalesce(r.uses, 0))`,
  },
  {
    name: 'promotion_releases',
    promise: 'No redemption gives back more uses or money than it took.',
    sql: `
      SELECT json_build_object('redemption_id', r.id, 'sale_id', r.sale_id) AS subject,
        json_build_object('uses', r.uses, 'amount', r.amount) AS expected,
        json_build_object('uses', -b.uses, 'amount', -b.amount) AS found
      FROM promotion_redemptions r
      JOIN (
        SELECT redemption_id, sum(uses) AS uses, sum(amount) AS amount
        FROM promotion_redemptions WHERE kind = 'release' GROUP BY redemption_id
      ) b ON b.redemption_id = r.id
      WHERE -b.uses > r.uses OR -b.amount > r.amount`,
  },
  {
    name: 'effective_prices',
    promise: 'The present price of every product at every place is the last of its history.',
    sql: `
      SELECT json_build_object('product_id', coalesce(p.product_id, h.product_id), 'location_id', coalesce(p.location_id, h.location_id)) AS subject,
        h.price AS expected, p.price AS found
      FROM (
        SELECT product_id, location_id, effective_price AS price FROM product_prices WHERE is_active
        UNION ALL SELECT id, NULL, price FROM products
      ) p
      FULL JOIN (
        SELECT DISTINCT ON (product_id, location_id) product_id, location_id, price FROM price_changes
        WHERE subject IN ('product', 'place') ORDER BY product_id, location_id, changed_at DESC, id DESC
      ) h ON h.product_id = p.product_id AND h.location_id IS NOT DISTINCT FROM p.location_id
      WHERE h.price IS DISTINCT FROM p.price
        AND EXISTS (SELECT FROM products e WHERE e.id = coalesce(p.product_id, h.product_id))`,
  },
];
