import type { Pool } from 'pg';

export const PROMOTIONS = 1000;
export const QUOTED_LINES = 50;

/**
 * What a large shop has running at once: most promotions name a few products, some a category or a brand, ten are for
 * whole baskets; every third is for the customer's group, every tenth has a budget. All are active.
 */
const STATEMENTS = [
  `INSERT INTO price_groups (id, code, name, default_discount_percent) VALUES (uuidv7(), 'BENCH', 'Bench group', 2)`,
  `INSERT INTO promotions (id, name, kind, value, value_type, min_basket_amount, min_quantity, priority, starts_at, ends_at, budget)
   SELECT uuidv7(), 'Bench promotion ' || lpad(n::text, 4, '0'),
     CASE WHEN n % 100 = 0 THEN 'basket' WHEN n % 3 = 0 THEN 'price' WHEN n % 3 = 1 THEN 'percentage' ELSE 'fixed_amount' END,
     CASE WHEN n % 100 = 0 THEN 1 ELSE 0.5 + (n % 10) / 10.0 END,
     CASE WHEN n % 100 = 0 THEN 'percentage' END, CASE WHEN n % 100 = 0 THEN 100000 END,
     CASE WHEN n % 7 = 0 THEN 3 END, n % 5, now() - interval '30 days', now() + interval '30 days',
     CASE WHEN n % 10 = 0 THEN 1000000 END
   FROM generate_series(1, ${PROMOTIONS}) n`,
  `INSERT INTO promotion_counters (promotion_id) SELECT id FROM promotions ON CONFLICT DO NOTHING`,
  `INSERT INTO promotion_targets (promotion_id, role, kind, target_id)
   SELECT pr.id, 'buy', 'product', p.id FROM promotions pr, LATERAL (
     SELECT id FROM products WHERE (right(sku, 6)::int * 7919 + right(pr.name, 4)::int * 104729) % 500 = 0) p
   WHERE right(pr.name, 4)::int % 10 > 1 AND pr.kind <> 'basket' ON CONFLICT DO NOTHING`,
  `INSERT INTO promotion_targets (promotion_id, role, kind, target_id)
   SELECT pr.id, 'buy', 'category', c.id FROM promotions pr, categories c
   WHERE right(pr.name, 4)::int % 10 = 1 AND c.name = 'Bench category ' || 1 + right(pr.name, 4)::int % 20
   ON CONFLICT DO NOTHING`,
  `INSERT INTO promotion_targets (promotion_id, role, kind, target_id)
   SELECT pr.id, 'buy', 'brand', b.id FROM promotions pr, brands b
   WHERE right(pr.name, 4)::int % 10 = 0 AND pr.kind <> 'basket' AND b.name = 'Bench brand ' || 1 + right(pr.name, 4)::int / 10 % 50
   ON CONFLICT DO NOTHING`,
  `INSERT INTO promotion_price_groups (promotion_id, price_group_id)
   SELECT pr.id, g.id FROM promotions pr, price_groups g WHERE right(pr.name, 4)::int % 3 = 0 AND g.code = 'BENCH'`,
  `INSERT INTO step_prices (id, product_id, min_quantity, price)
   SELECT uuidv7(), id, 10, round(price * 0.9, 2) FROM products WHERE right(sku, 6)::int % 2 = 0`,
  `INSERT INTO group_prices (id, product_id, price_group_id, price)
   SELECT uuidv7(), p.id, g.id, round(p.price * 0.95, 2) FROM products p, price_groups g
   WHERE right(p.sku, 6)::int % 4 = 0 AND g.code = 'BENCH'`,
  `ANALYZE`,
];

/** Puts all these rules up; answers the customer they concern. */
export async function putUpPromotions(pool: Pool): Promise<{ id: string }> {
  for (const statement of STATEMENTS) await pool.query(statement);
  const { rows } = await pool.query<{ id: string }>(`
    UPDATE customers SET price_group_id = (SELECT id FROM price_groups WHERE code = 'BENCH')
    WHERE code = 'B000001' RETURNING id`);
  return rows[0]!;
}

/** Takes them down again, so that what is measured afterwards is measured as before. */
export async function takeDownPromotions(pool: Pool): Promise<void> {
  await pool.query(`UPDATE customers SET price_group_id = NULL WHERE code = 'B000001'`);
  await pool.query(
    `TRUNCATE promotion_price_groups, promotion_targets, promotion_counters, step_prices, group_prices`,
  );
  await pool.query(`DELETE FROM promotions`);
  await pool.query(`DELETE FROM price_groups WHERE code = 'BENCH'`);
}
