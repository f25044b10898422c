import type { Check } from './check.js';

/** Paid and refunded amounts, recomputed from the append-only money journal. */
export const MONEY_CHECKS: readonly Check[] = [
  {
    name: 'sale_payments',
    promise: 'What a sale says was paid and not refunded is the sum of its journal entries.',
    sql: `
      SELECT json_build_object('sale_id', s.id, 'order_number', s.order_number) AS subject,
        coalesce(j.amount, 0) AS expected, s.paid_amount - s.refunded_amount AS found
      FROM sales s
      LEFT JOIN (SELECT sale_id, sum(amount) AS amount FROM money_journal GROUP BY sale_id) j ON j.sale_id = s.id
      WHERE coalesce(j.amount, 0) <> s.paid_amount - s.refunded_amount`,
  },
  {
    name: 'payments',
    promise: 'What a payment still holds is the sum of its journal entries.',
    sql: `
      SELECT json_build_object('payment_id', p.id, 'sale_id', p.sale_id) AS subject, coalesce(j.amount, 0) AS expected,
        CASE WHEN p.status IN ('pending', 'failed') THEN 0 ELSE p.amount - p.refunded_amount END AS found
      FROM payments p
      LEFT JOIN (SELECT payment_id, sum(amount) AS amount FROM money_journal GROUP BY payment_id) j ON j.payment_id = p.id
      WHERE coalesce(j.amount, 0) <>
        CASE WHEN p.status IN ('pending', 'failed') THEN 0 ELSE p.amount - p.refunded_amount END`,
  },
  {
    name: 'sale_totals',
    promise: 'The lines of a sale sum to its totals.',
    sql: `
      SELECT json_build_object('sale_id', s.id, 'order_number', s.order_number) AS subject,
        json_build_object('subtotal', coalesce(i.net, 0), 'tax', coalesce(i.tax, 0), 'discount', coalesce(i.discount, 0)) AS expected,
        json_build_object('subtotal', s.subtotal, 'tax', s.tax_amount, 'discount', s.discount_amount) AS found
      FROM sales s
      LEFT JOIN (
        SELECT sale_id, sum(net_amount) AS net, sum(tax_amount) AS tax, sum(discount_amount) AS discount
        FROM sale_items GROUP BY sale_id
      ) i ON i.sale_id = s.id
      WHERE s.subtotal <> coalesce(i.net, 0) OR s.tax_amount <> coalesce(i.tax, 0)
        OR s.discount_amount <> coalesce(i.discount, 0)`,
  },
  {
    name: 'line_taxes',
    promise:
      'The taxes of a sale line or return line sum to its tax, and no more of any comes back than was charged.',
    sql: `
      SELECT json_build_object('line_id', line.id) AS subject, line.tax_amount AS expected, coalesce(t.amount, 0) AS found
      FROM (
        SELECT id, tax_amount, taxes FROM sale_items UNION ALL SELECT id, tax_amount, taxes FROM sale_return_items
      ) line
      LEFT JOIN LATERAL (
        SELECT sum((tax ->> 'amount')::numeric) AS amount FROM jsonb_array_elements(line.taxes) AS tax
      ) t ON true
      WHERE coalesce(t.amount, 0) <> line.tax_amount
      UNION ALL
      SELECT json_build_object('line_id', i.id, 'tax', i.taxes -> (tax.ord::int - 1) ->> 'code'),
        (i.taxes -> (tax.ord::int - 1) ->> 'amount')::numeric, sum((tax.part ->> 'amount')::numeric)
      FROM sale_items i JOIN sale_return_items r ON r.sale_item_id = i.id
        CROSS JOIN LATERAL jsonb_array_elements(r.taxes) WITH ORDINALITY AS tax (part, ord)
      GROUP BY i.id, i.taxes, tax.ord
      HAVING sum((tax.part ->> 'amount')::numeric) > (i.taxes -> (tax.ord::int - 1) ->> 'amount')::numeric`,
  },
  {
    name: 'return_totals',
    promise: 'The lines of a return sum to its totals, and its refunds to what was given back.',
    sql: `
      SELECT json_build_object('return_id', t.id) AS subject,
        json_build_object('subtotal', coalesce(i.net, 0), 'tax', coalesce(i.tax, 0), 'refunded', coalesce(j.amount, 0)) AS expected,
        json_build_object('subtotal', t.subtotal, 'tax', t.tax_amount, 'refunded', t.refunded_amount) AS found
      FROM sale_returns t
      LEFT JOIN (
        SELECT return_id, sum(net_amount) AS net, sum(tax_amount) AS tax FROM sale_return_items GROUP BY return_id
      ) i ON i.return_id = t.id
      LEFT JOIN (
        SELECT document_id, -sum(amount) AS amount FROM money_journal WHERE kind = 'refund' GROUP BY document_id
      ) j ON j.document_id = t.id
      WHERE t.subtotal <> coalesce(i.net, 0) OR t.tax_amount <> coalesce(i.tax, 0)
        OR t.refunded_amount <> coalesce(j.amount, 0)`,
  },
  {
    name: 'returned_quantities',
    promise:
      'What a sale line says came back is the sum of its return lines, never refunding more than it cost.',
    sql: `
      SELECT json_build_object('sale_item_id', i.id, 'sale_id', i.sale_id) AS subject,
        json_build_object('quantity', coalesce(r.quantity, 0), 'at_most', i.total_amount) AS expected,
        json_build_object('quantity', i.returned_quantity, 'total', coalesce(r.total, 0)) AS found
      FROM sale_items i
      LEFT JOIN (
        SELECT sale_item_id, sum(quantity) AS quantity, sum(total_amount) AS total
        FROM sale_return_items WHERE sale_item_id IS NOT NULL GROUP BY sale_item_id
      ) r ON r.sale_item_id = i.id
      WHERE i.returned_quantity <> coalesce(r.quantity, 0) OR coalesce(r.total, 0) > i.total_amount`,
  },
];
