import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Recomputes what is derived of products from the movements and promises, under the locks of their levels, and answers
 * what was something else before: normally nothing.
 */
const REBUILD = `
CREATE FUNCTION stock_rebuild(products uuid[]) RETURNS TABLE (
  product_id uuid, location_id uuid, layer_id uuid, field text, before numeric, after numeric
) LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  wrong record;
BEGIN
  PERFORM stock_lock(array_agg(t.product_id), array_agg(t.location_id)) FROM (
    SELECT l.product_id, l.location_id FROM stock_levels l WHERE l.product_id = ANY (products)
    UNION SELECT m.product_id, m.location_id FROM stock_movements m WHERE m.product_id = ANY (products)) t;

  -- Layers that turn out empty first: a unit with a serial number may be in one open layer only.
  FOR wrong IN
    SELECT c.id, c.product_id, c.location_id, c.remaining, coalesce(m.quantity, 0) AS quantity
    FROM cost_layers c LEFT JOIN (
      SELECT layer_id, sum(quantity) AS quantity FROM stock_movements WHERE product_id = ANY (products) GROUP BY layer_id) m
      ON m.layer_id = c.id
    WHERE c.product_id = ANY (products) AND c.remaining <> coalesce(m.quantity, 0)
    ORDER BY coalesce(m.quantity, 0) <> 0
  LOOP
    UPDATE cost_layers c SET remaining = wrong.quantity, is_open = wrong.quantity <> 0 WHERE c.id = wrong.id;
    RETURN QUERY SELECT wrong.product_id, wrong.location_id, wrong.id, 'remaining', wrong.remaining, wrong.quantity;
  END LOOP;

  RETURN QUERY
  WITH moved AS (
    SELECT product_id, location_id, sum(quantity) AS quantity, sum(value) AS value
    FROM stock_movements WHERE product_id = ANY (products) GROUP BY 1, 2),
  layered AS (
    SELECT product_id, location_id, sum(remaining) FILTER (WHERE state <> 'sellable') AS unsellable,
      bool_or(batch_id IS NOT NULL OR serial_id IS NOT NULL OR state <> 'sellable') AS has_lots
    FROM cost_layers WHERE product_id = ANY (products) GROUP BY 1, 2),
  promised AS (
    SELECT product_id, location_id, sum(remaining) AS quantity
    FROM stock_reservations WHERE product_id = ANY (products) AND status = 'active' GROUP BY 1, 2),
  figures AS (
    SELECT l.product_id, l.location_id, coalesce(m.quantity, 0) AS on_hand, coalesce(m.value, 0) AS stock_value,
      coalesce(p.quantity, 0) AS reserved, coalesce(c.unsellable, 0) AS unsellable,
      l.has_lots OR coalesce(c.has_lots, false) AS has_lots,
      CASE WHEN m.quantity > 0 THEN round(m.value / m.quantity, 4) ELSE l.avg_cost END AS avg_cost
    FROM stock_levels l
      LEFT JOIN moved m ON m.product_id = l.product_id AND m.location_id = l.location_id
      LEFT JOIN layered c ON c.product_id = l.product_id AND c.location_id = l.location_id
      LEFT JOIN promised p ON p.product_id = l.product_id AND p.location_id = l.location_id
    WHERE l.product_id = ANY (products)),
  compared AS (
    SELECT f.product_id, f.location_id, v.field, v.before, v.after
    FROM figures f JOIN stock_levels l ON l.product_id = f.product_id AND l.location_id = f.location_id,
      LATERAL (VALUES ('on_hand', l.on_hand, f.on_hand), ('reserved', l.reserved, f.reserved),
        ('unsellable', l.unsellable, f.unsellable), ('stock_value', l.stock_value, f.stock_value),
        ('avg_cost', l.avg_cost, f.avg_cost), ('has_lots', l.has_lots::int, f.has_lots::int))
        AS v(field, before, after)
    WHERE v.before IS DISTINCT FROM v.after),
  fixed AS (
    UPDATE stock_levels l SET on_hand = f.on_hand, reserved = f.reserved, unsellable = f.unsellable,
      stock_value = f.stock_value, avg_cost = f.avg_cost, has_lots = f.has_lots,
      negative_allowed = l.negative_allowed OR f.on_hand < 0
    FROM figures f
    WHERE l.product_id = f.product_id AND l.location_id = f.location_id AND EXISTS (
      SELECT FROM compared c WHERE c.product_id = l.product_id AND c.location_id = l.location_id))
  SELECT product_id, location_id, NULL::uuid, field, before, after FROM compared ORDER BY 1, 2, 4;
END $f$`;

/** What is derived of stock can be derived again, at any time. */
export class RebuildStock1795400000230 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(REBUILD);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION stock_rebuild(uuid[])`);
  }
}
