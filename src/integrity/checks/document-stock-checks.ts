import type { Check } from './check.js';

/** What each posted document that moves stock should have moved at its own location, by product. */
const EXPECTED = `
        SELECT l.document_id, l.product_id, -l.quantity AS quantity FROM stock_transfer_lines l
        UNION ALL SELECT l.document_id, l.product_id, l.quantity FROM stock_adjustment_lines l
        UNION ALL SELECT l.document_id, l.product_id, l.accepted_quantity * l.unit_factor FROM delivery_receipt_lines l
        UNION ALL SELECT l.document_id, l.product_id, -l.quantity * l.unit_factor
          FROM supplier_return_lines l WHERE l.is_from_stock`;

/** Documents and the stock that they moved. */
export const DOCUMENT_STOCK_CHECKS: readonly Check[] = [
  {
    name: 'document_generations',
    promise: 'A document is posted when its last posting was not reversed, and every posting before it was.',
    sql: `
      SELECT json_build_object('document_id', d.id, 'type', d.type) AS subject,
        json_build_object('generation', coalesce(p.posts, 0), 'is_posted', coalesce(p.posts, 0) > coalesce(p.reversals, 0)) AS expected,
        json_build_object('generation', d.posting_generation, 'is_posted', d.is_posted) AS found
      FROM documents d
      LEFT JOIN (
        SELECT document_id, count(*) FILTER (WHERE kind = 'post') AS posts,
          count(*) FILTER (WHERE kind = 'reverse') AS reversals, max(generation) AS last,
          max(generation) FILTER (WHERE kind = 'reverse') AS last_reversed
        FROM document_postings GROUP BY document_id
      ) p ON p.document_id = d.id
      WHERE d.posting_generation <> coalesce(p.posts, 0) OR d.posting_generation <> coalesce(p.last, 0)
        OR d.is_posted <> (coalesce(p.posts, 0) > coalesce(p.reversals, 0))
        OR coalesce(p.last_reversed, 0) <> coalesce(p.reversals, 0)`,
  },
  {
    name: 'documents_moved_stock',
    promise: 'A posted document moved the stock of its lines once, one that is not posted moved none.',
    sql: `
      SELECT json_build_object('document_id', d.id, 'type', d.type, 'product_id', coalesce(e.product_id, m.product_id)) AS subject,
        coalesce(e.quantity, 0) AS expected, coalesce(m.quantity, 0) AS found
      FROM (
        SELECT x.document_id, x.product_id, sum(x.quantity) AS quantity
        FROM (${EXPECTED}) x JOIN documents d ON d.id = x.document_id WHERE d.is_posted GROUP BY 1, 2
      ) e
      FULL JOIN (
        SELECT d.id AS document_id, m.product_id, sum(m.quantity) AS quantity
        FROM documents d JOIN stock_movements m ON m.source_id = d.id AND m.source_type = d.type AND m.location_id = d.location_id
        WHERE m.kind NOT IN ('true_up', 'revaluation', 'restated') GROUP BY 1, 2
      ) m USING (document_id, product_id)
      JOIN documents d ON d.id = document_id
      WHERE coalesce(e.quantity, 0) <> coalesce(m.quantity, 0)
        AND NOT (d.type = 'stock_count' AND d.is_posted)`,
  },
];
