import type { Check } from './check.js';

/** The stock projections, recomputed from the append-only movements. */
export const STOCK_CHECKS: readonly Check[] = [
  {
    name: 'stock_levels',
    promise: 'On hand and stock value of every level are the sums of its movements.',
    sql: `
      SELECT json_build_object('product_id', product_id, 'location_id', location_id) AS subject,
        json_build_object('on_hand', coalesce(m.quantity, 0), 'stock_value', coalesce(m.value, 0)) AS expected,
        json_build_object('on_hand', coalesce(l.on_hand, 0), 'stock_value', coalesce(l.stock_value, 0)) AS found
      FROM stock_levels l
      FULL JOIN (
        SELECT product_id, location_id, sum(quantity) AS quantity, sum(value) AS value
        FROM stock_movements GROUP BY product_id, location_id
      ) m USING (product_id, location_id)
      WHERE coalesce(l.on_hand, 0) <> coalesce(m.quantity, 0) OR coalesce(l.stock_value, 0) <> coalesce(m.value, 0)`,
  },
  {
    name: 'cost_layers',
    promise: 'What remains of every layer is the sum of its movements.',
    sql: `
      SELECT json_build_object('layer_id', c.id, 'product_id', c.product_id, 'location_id', c.location_id) AS subject,
        coalesce(m.quantity, 0) AS expected, c.remaining AS found
      FROM cost_layers c
      LEFT JOIN (SELECT layer_id, sum(quantity) AS quantity FROM stock_movements GROUP BY layer_id) m ON m.layer_id = c.id
      WHERE c.remaining <> coalesce(m.quantity, 0)`,
  },
  {
    name: 'layers_make_levels',
    promise: 'The layers of every level sum to its quantity and value.',
    sql: `
      SELECT json_build_object('product_id', l.product_id, 'location_id', l.location_id) AS subject,
        json_build_object('on_hand', coalesce(c.quantity, 0), 'stock_value', coalesce(c.value, 0)) AS expected,
        json_build_object('on_hand', l.on_hand, 'stock_value', l.stock_value) AS found
      FROM stock_levels l
      LEFT JOIN (
        SELECT product_id, location_id, sum(remaining) AS quantity, sum(remaining * unit_cost) AS value
        FROM cost_layers GROUP BY product_id, location_id
      ) c USING (product_id, location_id)
      WHERE l.on_hand <> coalesce(c.quantity, 0) OR l.stock_value <> coalesce(c.value, 0)`,
  },
  {
    name: 'sold_goods_left_stock',
    promise:
      'Every stocked line of a sale took its quantity (packs by what they hold, bundles by their parts) from stock, and gave it back when cancelled or voided.',
    sql: `
      SELECT json_build_object('sale_id', line.sale_id, 'sale_item_id', line.sale_item_id, 'product_id', line.product_id) AS subject,
        line.expected, coalesce(m.taken, 0) AS found
      FROM (
        SELECT i.id, i.id AS sale_item_id, i.sale_id, i.product_id,
          CASE WHEN s.status = 'cancelled' THEN 0 ELSE i.quantity * i.unit_factor END AS expected
        FROM sale_items i JOIN sales s ON s.id = i.sale_id WHERE i.is_stocked
        UNION ALL
        SELECT c.id, i.id, i.sale_id, c.product_id, CASE WHEN s.status = 'cancelled' THEN 0 ELSE c.quantity END
        FROM sale_item_components c JOIN sale_items i ON i.id = c.sale_item_id JOIN sales s ON s.id = i.sale_id
        WHERE c.is_stocked
      ) line
      LEFT JOIN (
        SELECT origin.source_line_id, -sum(origin.quantity) - coalesce(sum(undone.quantity), 0) AS taken
        FROM stock_movements origin
        LEFT JOIN (
          SELECT reverses_id, sum(quantity) AS quantity FROM stock_movements WHERE kind = 'void' GROUP BY reverses_id
        ) undone ON undone.reverses_id = origin.id
        WHERE origin.kind IN ('sale', 'true_up') GROUP BY origin.source_line_id
      ) m ON m.source_line_id = line.id
      WHERE coalesce(m.taken, 0) <> line.expected`,
  },
  {
    name: 'returned_goods_came_back',
    promise:
      'What came back of a line put its share of goods back on the shelf: all of them when all came back.',
    sql: `
      SELECT json_build_object('sale_id', line.sale_id, 'sale_item_id', line.sale_item_id, 'product_id', line.product_id) AS subject,
        line.expected, coalesce(m.back, 0) AS found
      FROM (
        SELECT i.id, i.id AS sale_item_id, i.sale_id, i.product_id, i.returned_quantity * i.unit_factor AS expected
        FROM sale_items i WHERE i.is_stocked
        UNION ALL
        SELECT c.id, i.id, i.sale_id, c.product_id, round(c.quantity * i.returned_quantity / i.quantity, 3)
        FROM sale_item_components c JOIN sale_items i ON i.id = c.sale_item_id WHERE c.is_stocked
      ) line
      LEFT JOIN (
        SELECT origin.source_line_id, sum(r.quantity) AS back
        FROM stock_movements origin JOIN stock_movements r ON r.reverses_id = origin.id AND r.kind = 'sale_return'
        GROUP BY origin.source_line_id
      ) m ON m.source_line_id = line.id
      WHERE coalesce(m.back, 0) <> line.expected`,
  },
  {
    name: 'reversed_at_most_once',
    promise: 'No movement is reversed beyond its quantity.',
    sql: `
      SELECT json_build_object('movement_id', m.id) AS subject, abs(m.quantity) AS expected, abs(sum(r.quantity)) AS found
      FROM stock_movements m JOIN stock_movements r ON r.reverses_id = m.id
      WHERE r.kind <> 'true_up'
      GROUP BY m.id, m.quantity HAVING abs(sum(r.quantity)) > abs(m.quantity)`,
  },
];
