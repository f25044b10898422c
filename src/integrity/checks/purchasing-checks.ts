import type { Check } from './check.js';

/** What orders, requests and deliveries say of each other and of the stock, recomputed from their lines and movements. */
export const PURCHASING_CHECKS: readonly Check[] = [
  {
    name: 'order_progress',
    promise: 'What came of a line of an order, and was rejected, is what its completed deliveries say.',
    sql: `
      SELECT json_build_object('order_id', o.document_id, 'order_line_id', o.id) AS subject,
        json_build_object('received', coalesce(r.received, 0), 'rejected', coalesce(r.rejected, 0)) AS expected,
        json_build_object('received', o.received_quantity, 'rejected', o.rejected_quantity) AS found
      FROM purchase_order_lines o
      LEFT JOIN (
        SELECT l.order_line_id, sum(l.received_quantity) AS received, sum(l.rejected_quantity) AS rejected
        FROM delivery_receipt_lines l JOIN documents d ON d.id = l.document_id AND d.is_posted
        WHERE l.order_line_id IS NOT NULL GROUP BY l.order_line_id
      ) r ON r.order_line_id = o.id
      WHERE o.received_quantity <> coalesce(r.received, 0) OR o.rejected_quantity <> coalesce(r.rejected, 0)`,
  },
  {
    name: 'order_status',
    promise: 'An order is partially delivered or delivered when its lines are.',
    sql: `
      SELECT json_build_object('order_id', d.id, 'number', d.number) AS subject,
        CASE WHEN p.is_done THEN 'completed' WHEN p.is_begun THEN 'partial' ELSE 'neither' END AS expected,
        d.status_meaning AS found
      FROM document_headers d
      JOIN (
        SELECT document_id, bool_and(received_quantity - rejected_quantity >= quantity) AS is_done,
          bool_or(received_quantity > 0) AS is_begun
        FROM purchase_order_lines GROUP BY document_id
      ) p ON p.document_id = d.id
      WHERE d.status_meaning NOT IN ('closed', 'cancelled') AND d.status_meaning IS DISTINCT FROM
        CASE WHEN p.is_done THEN 'completed' WHEN p.is_begun THEN 'partial' ELSE
          CASE WHEN d.status_meaning IN ('completed', 'partial') THEN 'neither' ELSE d.status_meaning END END`,
  },
  {
    name: 'delivered_stock',
    promise:
      'A delivery that stands brought exactly the base units that were accepted; one that does not, none.',
    sql: `
      SELECT json_build_object('delivery_id', l.document_id, 'line_id', l.id) AS subject,
        CASE WHEN d.is_posted THEN l.accepted_quantity * l.unit_factor ELSE 0 END AS expected, m.quantity AS found
      FROM delivery_receipt_lines l
      JOIN documents d ON d.id = l.document_id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(quantity), 0) AS quantity FROM (
          SELECT b.quantity FROM stock_movements b WHERE b.source_line_id = l.id AND b.kind = 'receipt'
          UNION ALL
          SELECT b.quantity FROM stock_movements b
          WHERE b.source_id = l.document_id AND b.kind = 'receipt_reversal' AND b.product_id = l.product_id
            AND b.reverses_id IN (SELECT a.id FROM stock_movements a WHERE a.source_line_id = l.id)
        ) AS moved
      ) m
      WHERE m.quantity <> CASE WHEN d.is_posted THEN l.accepted_quantity * l.unit_factor ELSE 0 END`,
  },
  {
    name: 'returned_stock',
    promise: 'A return to a supplier took the stocked goods that it names, and no rejected ones.',
    sql: `
      SELECT json_build_object('return_id', l.document_id, 'line_id', l.id) AS subject,
        CASE WHEN d.is_posted AND l.is_from_stock THEN -l.quantity * l.unit_factor ELSE 0 END AS expected,
        m.quantity AS found
      FROM supplier_return_lines l
      JOIN documents d ON d.id = l.document_id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(quantity), 0) AS quantity FROM (
          SELECT b.quantity FROM stock_movements b WHERE b.source_line_id = l.id AND b.kind = 'supplier_return'
          UNION ALL
          SELECT b.quantity FROM stock_movements b
          WHERE b.source_id = l.document_id AND b.source_line_id <> l.id
            AND b.reverses_id IN (SELECT a.id FROM stock_movements a WHERE a.source_line_id = l.id)
        ) AS moved
      ) m
      WHERE m.quantity <> CASE WHEN d.is_posted AND l.is_from_stock THEN -l.quantity * l.unit_factor ELSE 0 END`,
  },
  {
    name: 'converted_requests',
    promise:
      'What was ordered of a line of a request is the sum of its conversions, and never more than it asks for.',
    sql: `
      SELECT json_build_object('request_id', l.document_id, 'line_id', l.id) AS subject,
        coalesce(c.quantity, 0) AS expected, l.converted_quantity AS found
      FROM purchase_request_lines l
      LEFT JOIN (
        SELECT request_line_id, sum(quantity) AS quantity FROM purchase_request_conversions GROUP BY request_line_id
      ) c ON c.request_line_id = l.id
      WHERE l.converted_quantity <> coalesce(c.quantity, 0)`,
  },
  {
    name: 'purchase_totals',
    promise:
      'The lines of an order, a delivery or a return sum to its totals, and its document says the same total.',
    sql: `
      SELECT json_build_object('document_id', h.id, 'type', d.type) AS subject,
        json_build_object('subtotal', coalesce(l.net, 0), 'tax', coalesce(l.tax, 0)) AS expected,
        json_build_object('subtotal', h.subtotal, 'tax', h.tax_total, 'document', d.total_amount) AS found
      FROM (
        SELECT id, subtotal, tax_total, total FROM purchase_orders
        UNION ALL SELECT id, subtotal, tax_total, total FROM delivery_receipts
        UNION ALL SELECT id, subtotal, tax_total, total FROM supplier_returns
      ) h
      JOIN documents d ON d.id = h.id
      LEFT JOIN (
        SELECT document_id, sum(net_amount) AS net, sum(tax_amount) AS tax FROM (
          SELECT document_id, net_amount, tax_amount FROM purchase_order_lines
          UNION ALL SELECT document_id, net_amount, tax_amount FROM delivery_receipt_lines
          UNION ALL SELECT document_id, net_amount, tax_amount FROM supplier_return_lines
        ) AS lines GROUP BY document_id
      ) l ON l.document_id = h.id
      WHERE h.subtotal <> coalesce(l.net, 0) OR h.tax_total <> coalesce(l.tax, 0) OR d.total_amount <> h.total`,
  },
  {
    name: 'landed_costs',
    promise:
      'The shares of a landed cost in a delivery that stands sum to it, and its lines bear what falls on them.',
    sql: `
      SELECT json_build_object('delivery_id', c.document_id, 'landed_cost_id', c.id) AS subject, c.amount AS expected,
        coalesce(s.amount, 0) AS found
      FROM landed_costs c
      JOIN documents d ON d.id = c.document_id AND d.is_posted
      LEFT JOIN (SELECT landed_cost_id, sum(amount) AS amount FROM landed_cost_shares GROUP BY landed_cost_id) s
        ON s.landed_cost_id = c.id
      WHERE c.amount <> coalesce(s.amount, 0)
      UNION ALL
      SELECT json_build_object('delivery_id', l.document_id, 'line_id', l.id), coalesce(s.amount, 0), l.landed_amount
      FROM delivery_receipt_lines l
      LEFT JOIN (SELECT receipt_line_id, sum(amount) AS amount FROM landed_cost_shares GROUP BY receipt_line_id) s
        ON s.receipt_line_id = l.id
      WHERE l.landed_amount <> coalesce(s.amount, 0)`,
  },
];
