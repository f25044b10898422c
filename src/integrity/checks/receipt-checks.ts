import type { Check } from './check.js';

/** Numbers without gaps, and a chain that nobody rewrote. */
export const RECEIPT_CHECKS: readonly Check[] = [
  {
    name: 'receipt_numbers',
    promise:
      'The receipts of a register are numbered 1, 2, 3 … without a gap, as far as its series was drawn.',
    sql: `
      SELECT json_build_object('register_id', coalesce(r.register_id::text, substr(n.key, 9))) AS subject,
        json_build_object('first', 1, 'last', coalesce(n.last_number, 0), 'receipts', coalesce(n.last_number, 0)) AS expected,
        json_build_object('first', r.first, 'last', r.last, 'receipts', coalesce(r.receipts, 0)) AS found
      FROM (
        SELECT register_id, min(sequence) AS first, max(sequence) AS last, count(*) AS receipts
        FROM receipts GROUP BY register_id
      ) r
      FULL JOIN (SELECT key, last_number FROM number_series WHERE key LIKE 'receipt:%') n
        ON n.key = 'receipt:' || r.register_id::text
      WHERE r.first IS DISTINCT FROM 1 OR r.last IS DISTINCT FROM n.last_number OR r.receipts IS DISTINCT FROM n.last_number`,
  },
  {
    name: 'receipt_chain',
    promise: 'Every receipt hashes to its link, and every link continues the one before.',
    sql: `
      SELECT json_build_object('receipt', number, 'register_id', register_id, 'sequence', sequence) AS subject,
        json_build_object('previous_hash', should_follow, 'hash', should_be) AS expected,
        json_build_object('previous_hash', previous_hash, 'hash', hash) AS found
      FROM (
        SELECT number, register_id, sequence, previous_hash, hash,
          encode(sha256(convert_to(body || E'\\n' || previous_hash, 'UTF8')), 'hex') AS should_be,
          lag(hash, 1, repeat('0', 64)::bpchar) OVER (PARTITION BY register_id ORDER BY sequence) AS should_follow
        FROM receipts
      ) chain
      WHERE hash <> should_be OR previous_hash <> should_follow`,
  },
  {
    name: 'receipts_issued',
    promise:
      'Every completed sale and every return has exactly one receipt, every void one more, pending sales none.',
    sql: `
      SELECT json_build_object('sale_id', s.id, 'status', s.status) AS subject,
        json_build_object('sale', CASE WHEN s.completed_at IS NULL THEN 0 ELSE 1 END,
                          'void', CASE WHEN s.voided_at IS NULL THEN 0 ELSE 1 END) AS expected,
        json_build_object('sale', coalesce(r.sales, 0), 'void', coalesce(r.voids, 0)) AS found
      FROM sales s
      LEFT JOIN (
        SELECT sale_id, count(*) FILTER (WHERE kind = 'sale') AS sales, count(*) FILTER (WHERE kind = 'void') AS voids
        FROM receipts WHERE return_id IS NULL GROUP BY sale_id
      ) r ON r.sale_id = s.id
      WHERE coalesce(r.sales, 0) <> CASE WHEN s.completed_at IS NULL THEN 0 ELSE 1 END
        OR coalesce(r.voids, 0) <> CASE WHEN s.voided_at IS NULL THEN 0 ELSE 1 END
      UNION ALL
      SELECT json_build_object('return_id', t.id), to_json(1), to_json(0)
      FROM sale_returns t WHERE NOT EXISTS (SELECT FROM receipts r WHERE r.return_id = t.id)`,
  },
  {
    name: 'receipt_amounts',
    promise: 'A receipt says the total of the sale or return it stands for.',
    sql: `
      SELECT json_build_object('receipt', r.number) AS subject,
        CASE r.kind WHEN 'sale' THEN s.total_amount WHEN 'void' THEN -s.total_amount ELSE -t.total_amount END AS expected,
        (r.body::jsonb ->> 'total')::numeric AS found
      FROM receipts r
      LEFT JOIN sales s ON s.id = r.sale_id AND r.return_id IS NULL
      LEFT JOIN sale_returns t ON t.id = r.return_id
      WHERE (r.body::jsonb ->> 'total')::numeric IS DISTINCT FROM
        CASE r.kind WHEN 'sale' THEN s.total_amount WHEN 'void' THEN -s.total_amount ELSE -t.total_amount END`,
  },
];
