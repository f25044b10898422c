import { query, type Queryable } from '../../../src/common/database/statement.js';

const WRITTEN = `
  SELECT (SELECT count(*) FROM stock_movements) AS movements, (SELECT count(*) FROM stock_batches) AS batches,
    (SELECT count(*) FROM stock_serials) AS serials,
    (SELECT md5(coalesce(string_agg(c::text, ',' ORDER BY id), '')) FROM cost_layers c) AS layers,
    (SELECT md5(coalesce(string_agg(r::text, ',' ORDER BY id), '')) FROM stock_reservations r) AS promises,
    (SELECT md5(coalesce(string_agg(concat_ws(' ', product_id, location_id, on_hand, reserved, unsellable, stock_value), ','
       ORDER BY product_id, location_id), ''))
     FROM stock_levels WHERE on_hand <> 0 OR reserved <> 0 OR stock_value <> 0) AS levels`;

/** Everything that a refused call must leave as it is. An opened level of nothing is not something. */
export function written(db: Queryable): Promise<unknown> {
  return query(db, WRITTEN);
}
