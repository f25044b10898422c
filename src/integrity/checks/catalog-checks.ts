import type { Check } from './check.js';

function paths(table: 'categories' | 'product_groups', what: string): Check {
  return {
    name: `${what}_paths`,
    promise: `The path of every ${what.replace('_', ' ')} is its own id and the path of what is above it.`,
    sql: `
      SELECT json_build_object('id', n.id) AS subject, n.id || coalesce(above.path, '{}') AS expected, n.path AS found
      FROM ${table} n LEFT JOIN ${table} above ON above.id = n.parent_id
      WHERE n.path <> n.id || coalesce(above.path, '{}')`,
  };
}

/** What the catalogue keeps beside its trees and taxes so that a sale need not work it out. */
export const CATALOG_CHECKS: readonly Check[] = [
  paths('categories', 'category'),
  paths('product_groups', 'product_group'),
  {
    name: 'tax_group_rates',
    promise: 'The rate of a tax group is what its taxes for all locations come to together.',
    sql: `
      WITH RECURSIVE ranked AS (
        SELECT tax_group_id, rate, is_compound, row_number() OVER (PARTITION BY tax_group_id ORDER BY sequence) AS step
        FROM tax_components WHERE location_id IS NULL
      ), taxed AS (
        SELECT tax_group_id, step, rate::numeric AS effective FROM ranked WHERE step = 1
        UNION ALL
        SELECT r.tax_group_id, r.step,
          t.effective + r.rate * CASE WHEN r.is_compound THEN 1 + t.effective / 100 ELSE 1 END
        FROM taxed t JOIN ranked r ON r.tax_group_id = t.tax_group_id AND r.step = t.step + 1
      ), last AS (SELECT DISTINCT ON (tax_group_id) tax_group_id, effective FROM taxed ORDER BY tax_group_id, step DESC)
      SELECT json_build_object('tax_group_id', g.id) AS subject, round(last.effective, 4) AS expected, g.rate AS found
      FROM last JOIN tax_groups g ON g.id = last.tax_group_id WHERE g.rate <> round(last.effective, 4)`,
  },
];
