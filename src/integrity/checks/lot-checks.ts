import type { Check } from './check.js';

/** By batch and unit, what lines of sales and returns moved; `table` holds what they tell of it. */
function lotsMatchMovements(table: 'sale_item' | 'sale_return_item', moved: string): string {
  return `
      SELECT json_build_object('${table}_id', line_id, 'product_id', product_id, 'batch_id', batch_id,
          'serial_number', serial_number) AS subject,
        coalesce(m.quantity, 0) AS expected, coalesce(o.quantity, 0) AS found
      FROM (
        SELECT ${table}_id AS line_id, product_id, coalesce(batch_id::text, '') AS batch_id,
          coalesce(serial_number, '') AS serial_number, sum(quantity) AS quantity
        FROM ${table}_lots GROUP BY 1, 2, 3, 4
      ) o
      FULL JOIN (
        SELECT t.line_id, t.product_id, coalesce(c.batch_id::text, '') AS batch_id,
          coalesce(s.serial_number, '') AS serial_number, sum(t.quantity) AS quantity
        FROM (${moved}) t JOIN cost_layers c ON c.id = t.layer_id LEFT JOIN stock_serials s ON s.id = c.serial_id
        WHERE c.batch_id IS NOT NULL OR c.serial_id IS NOT NULL GROUP BY 1, 2, 3, 4
      ) m USING (line_id, product_id, batch_id, serial_number)
      WHERE coalesce(m.quantity, 0) <> coalesce(o.quantity, 0)`;
}

const SOLD = `
          SELECT coalesce(k.sale_item_id, m.source_line_id) AS line_id, m.product_id, m.layer_id, -m.quantity AS quantity
          FROM stock_movements m
            LEFT JOIN sale_item_components k ON k.id = m.source_line_id
            JOIN sale_items i ON i.id = coalesce(k.sale_item_id, m.source_line_id)
          WHERE m.kind = 'sale'`;
const RETURNED = `
          SELECT m.source_line_id AS line_id, m.product_id, m.layer_id, m.quantity
          FROM stock_movements m JOIN sale_return_items i ON i.id = m.source_line_id
          WHERE m.kind = 'sale_return'`;

/** Batches, units with serial numbers and states of stock. */
export const LOT_CHECKS: readonly Check[] = [
  {
    name: 'layers_have_batches',
    promise: 'What is in stock of a product whose batches are tracked is of a batch, where batches are kept.',
    sql: `
      SELECT json_build_object('layer_id', c.id, 'product_id', c.product_id, 'location_id', c.location_id) AS subject,
        to_json('a batch'::text) AS expected, NULL::json AS found
      FROM cost_layers c JOIN products p ON p.id = c.product_id JOIN locations l ON l.id = c.location_id
      WHERE c.is_open AND NOT c.is_provisional AND c.batch_id IS NULL
        AND p.track_batches AND l.batch_tracking_mode <> 'disabled'`,
  },
  {
    name: 'layers_match_batches',
    promise: 'Every layer is of a batch of its own product and expires when its batch does.',
    sql: `
      SELECT json_build_object('layer_id', c.id, 'batch_id', c.batch_id) AS subject,
        json_build_object('product_id', b.product_id, 'expiry_date', b.expiry_date) AS expected,
        json_build_object('product_id', c.product_id, 'expiry_date', c.expiry_date) AS found
      FROM cost_layers c JOIN stock_batches b ON b.id = c.batch_id
      WHERE c.product_id <> b.product_id OR c.expiry_date IS DISTINCT FROM b.expiry_date`,
  },
  {
    name: 'units_are_in_one_place',
    promise: 'A unit with a serial number is of its own product, one piece, and in one place at most.',
    sql: `
      SELECT json_build_object('serial_id', s.id, 'serial_number', s.serial_number) AS subject,
        json_build_object('product_id', s.product_id, 'at_most', 1) AS expected,
        json_build_object('product_ids', array_agg(DISTINCT c.product_id), 'in_stock', sum(c.remaining)) AS found
      FROM stock_serials s JOIN cost_layers c ON c.serial_id = s.id
      GROUP BY s.id
      HAVING sum(c.remaining) NOT IN (0, 1) OR bool_or(c.product_id <> s.product_id OR c.quantity <> 1)
        OR count(*) FILTER (WHERE c.is_open) > 1`,
  },
  {
    name: 'layers_keep_their_product',
    promise: 'Goods that were moved, restated or revalued come from goods of the same product.',
    sql: `
      SELECT json_build_object('layer_id', c.id, 'parent_id', c.parent_id) AS subject,
        parent.product_id AS expected, c.product_id AS found
      FROM cost_layers c JOIN cost_layers parent ON parent.id = c.parent_id WHERE c.product_id <> parent.product_id`,
  },
  {
    name: 'unsellable_stock',
    promise:
      'What is held or damaged of every level is the sum of such layers, and levels with lots are marked so.',
    sql: `
      SELECT json_build_object('product_id', l.product_id, 'location_id', l.location_id) AS subject,
        json_build_object('unsellable', coalesce(c.unsellable, 0), 'has_lots', coalesce(c.has_lots, l.has_lots)) AS expected,
        json_build_object('unsellable', l.unsellable, 'has_lots', l.has_lots) AS found
      FROM stock_levels l
      LEFT JOIN (
        SELECT product_id, location_id, sum(CASE WHEN state = 'sellable' THEN 0 ELSE remaining END) AS unsellable,
          bool_or(batch_id IS NOT NULL OR serial_id IS NOT NULL OR state <> 'sellable') AS has_lots
        FROM cost_layers GROUP BY product_id, location_id
      ) c USING (product_id, location_id)
      WHERE l.unsellable <> coalesce(c.unsellable, 0) OR (c.has_lots AND NOT l.has_lots)`,
  },
  {
    name: 'sold_lots',
    promise: 'A line of a sale tells the batches and serial numbers that left with it, no more and no less.',
    sql: lotsMatchMovements('sale_item', SOLD),
  },
  {
    name: 'returned_lots',
    promise:
      'A line of a return tells the batches and serial numbers that came back with it, no more and no less.',
    sql: lotsMatchMovements('sale_return_item', RETURNED),
  },
];
