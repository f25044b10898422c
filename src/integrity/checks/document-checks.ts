import type { Check } from './check.js';

/** Documents are where their history says, and are numbered as their series were drawn. */
export const DOCUMENT_CHECKS: readonly Check[] = [
  {
    name: 'document_status',
    promise: 'Every document has the status that its history ends with.',
    sql: `
      SELECT json_build_object('document_id', d.id, 'type', d.type, 'number', d.number) AS subject,
        json_build_object('status_id', l.to_status_id) AS expected,
        json_build_object('status_id', d.status_id) AS found
      FROM documents d
      LEFT JOIN LATERAL (
        SELECT to_status_id FROM document_log WHERE document_id = d.id ORDER BY sequence DESC LIMIT 1) l ON true
      WHERE l.to_status_id IS DISTINCT FROM d.status_id`,
  },
  {
    name: 'document_numbers',
    promise: 'No document has a number that its series has not drawn.',
    sql: `
      SELECT json_build_object('number_series_id', s.id, 'key', s.key, 'year', s.year) AS subject,
        json_build_object('highest_number', s.last_number) AS expected,
        json_build_object('highest_number', d.highest) AS found
      FROM number_series s
      JOIN (
        SELECT number_series_id, number_year, max(number_sequence) AS highest FROM documents
        WHERE number_series_id IS NOT NULL GROUP BY number_series_id, number_year
      ) d ON d.number_series_id = s.id
      WHERE d.number_year > s.year
        OR d.highest > s.last_number AND (NOT s.reset_yearly OR d.number_year = s.year)`,
  },
  {
    name: 'fiscal_document_numbers',
    promise: 'Fiscal documents are numbered without a gap, as far as their series was drawn.',
    sql: `
      SELECT json_build_object('number_series_id', s.id, 'key', s.key, 'year', d.number_year) AS subject,
        json_build_object('documents', d.highest - d.lowest + 1,
          'highest_number', CASE WHEN d.number_year IS NOT DISTINCT FROM s.year THEN s.last_number ELSE d.highest END) AS expected,
        json_build_object('documents', d.documents, 'highest_number', d.highest) AS found
      FROM number_series s
      JOIN (
        SELECT number_series_id, number_year, min(number_sequence) AS lowest, max(number_sequence) AS highest,
          count(*) AS documents
        FROM documents WHERE number_series_id IS NOT NULL GROUP BY number_series_id, number_year
      ) d ON d.number_series_id = s.id
      WHERE s.is_fiscal AND (d.documents <> d.highest - d.lowest + 1
        OR d.number_year IS NOT DISTINCT FROM s.year AND d.highest <> s.last_number)`,
  },
];
