import type { Check } from './check.js';

/** Stock that is promised. */
export const RESERVATION_CHECKS: readonly Check[] = [
  {
    name: 'reserved_stock',
    promise: 'What is reserved of every level is the sum of what its active reservations still hold.',
    sql: `
      SELECT json_build_object('product_id', l.product_id, 'location_id', l.location_id) AS subject,
        coalesce(r.remaining, 0) AS expected, l.reserved AS found
      FROM stock_levels l
      LEFT JOIN (
        SELECT product_id, location_id, sum(remaining) AS remaining
        FROM stock_reservations WHERE status = 'active' GROUP BY product_id, location_id
      ) r USING (product_id, location_id)
      WHERE l.reserved <> coalesce(r.remaining, 0)`,
  },
  {
    name: 'reservations_of_own_batch',
    promise: 'A reservation of a batch is of a batch of its product.',
    sql: `
      SELECT json_build_object('reservation_id', r.id) AS subject, r.product_id AS expected, b.product_id AS found
      FROM stock_reservations r JOIN stock_batches b ON b.id = r.batch_id WHERE b.product_id <> r.product_id`,
  },
];
