import type { Check } from './check.js';

// Each movement enters the first snapshot that is taken after it was recorded and had happened, and stays in all later ones.
const SNAPSHOTS = `
  WITH snapshot AS (SELECT taken_at, row_number() OVER (ORDER BY taken_at) AS number FROM stock_snapshots),
  instants AS (SELECT coalesce(array_agg(taken_at ORDER BY taken_at), '{}') AS all_of_them FROM snapshot),
  entered AS (
    SELECT m.product_id, m.location_id, sum(m.quantity) AS quantity, sum(m.value) AS value,
      width_bucket(greatest(m.occurred_at, stock_recorded_at(m.id)), i.all_of_them) + 1 AS number
    FROM stock_movements m, instants i WHERE i.all_of_them <> '{}'
    GROUP BY m.product_id, m.location_id, 5),
  expected AS (
    SELECT p.product_id, p.location_id, s.taken_at,
      sum(coalesce(e.quantity, 0)) OVER so_far AS quantity, sum(coalesce(e.value, 0)) OVER so_far AS value
    FROM (SELECT DISTINCT product_id, location_id FROM entered) p CROSS JOIN snapshot s
      LEFT JOIN entered e ON e.product_id = p.product_id AND e.location_id = p.location_id AND e.number = s.number
    WINDOW so_far AS (PARTITION BY p.product_id, p.location_id ORDER BY s.number))`;

/** Snapshots and closed periods of the stock, recomputed from the append-only movements. */
export const HISTORY_CHECKS: readonly Check[] = [
  {
    name: 'stock_snapshots',
    promise: 'Every snapshot holds the sums of what was recorded and had happened before it was taken.',
    sql: `${SNAPSHOTS}
      SELECT json_build_object('taken_at', taken_at, 'product_id', product_id, 'location_id', location_id) AS subject,
        json_build_object('quantity', coalesce(e.quantity, 0), 'value', coalesce(e.value, 0)) AS expected,
        json_build_object('quantity', coalesce(p.quantity, 0), 'value', coalesce(p.value, 0)) AS found
      FROM expected e FULL JOIN stock_snapshot_positions p USING (taken_at, product_id, location_id)
      WHERE coalesce(e.quantity, 0) <> coalesce(p.quantity, 0) OR coalesce(e.value, 0) <> coalesce(p.value, 0)`,
  },
  {
    name: 'stock_periods',
    promise:
      'The frozen figures of every closed period are the sums of the movements up to its last business day.',
    sql: `
      SELECT json_build_object('period_id', period_id, 'product_id', product_id, 'location_id', location_id) AS subject,
        json_build_object('quantity', coalesce(m.quantity, 0), 'value', coalesce(m.value, 0)) AS expected,
        json_build_object('quantity', coalesce(p.quantity, 0), 'value', coalesce(p.value, 0)) AS found
      FROM (
        SELECT d.id AS period_id, m.product_id, m.location_id, sum(m.quantity) AS quantity, sum(m.value) AS value
        FROM stock_periods d JOIN (
          SELECT product_id, location_id, business_date, sum(quantity) AS quantity, sum(value) AS value
          FROM stock_movements
          WHERE business_date <= (SELECT max(closed_until) FROM stock_periods WHERE reopened_at IS NULL)
          GROUP BY product_id, location_id, business_date) m ON m.business_date <= d.closed_until
        WHERE d.reopened_at IS NULL GROUP BY d.id, m.product_id, m.location_id
      ) m FULL JOIN stock_period_positions p USING (period_id, product_id, location_id)
      WHERE coalesce(m.quantity, 0) <> coalesce(p.quantity, 0) OR coalesce(m.value, 0) <> coalesce(p.value, 0)`,
  },
  {
    name: 'stock_period_totals',
    promise: 'The totals of every closed period are the sums of its positions.',
    sql: `
      SELECT json_build_object('period_id', d.id) AS subject,
        json_build_object('quantity', coalesce(sum(p.quantity), 0), 'positions', count(p.period_id)) AS expected,
        json_build_object('quantity', d.quantity, 'positions', d.positions) AS found
      FROM stock_periods d LEFT JOIN stock_period_positions p
        ON p.period_id = d.id AND (p.quantity <> 0 OR p.value <> 0)
      WHERE d.reopened_at IS NULL
      GROUP BY d.id HAVING d.quantity <> coalesce(sum(p.quantity), 0) OR d.positions <> count(p.period_id)`,
  },
];
