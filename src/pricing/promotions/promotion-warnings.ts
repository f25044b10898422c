import { queryOne, type Queryable } from '../../common/database/statement.js';
import type { PromotionRow } from './promotion.row.js';

export interface PromotionWarning {
  field: string;
  code: 'LONGER_THAN_A_YEAR' | 'PRICE_NOT_BELOW_BASE' | 'OVERLAPS';
  message: string;
}

const SHOWN = 5;
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

// Products that it names and that already cost no more, anywhere it holds; and other promotions on one of the products
// it names, at a time and place that both have. Names come a few at a time.
const FOUND = `
  WITH own AS (
    SELECT target_id FROM promotion_targets WHERE promotion_id = $1::uuid AND role = 'buy' AND kind = 'product'),
  cheap AS (
    SELECT e.name FROM own JOIN products e ON e.id = own.target_id
    WHERE $2::numeric IS NOT NULL AND (e.price <= $2 OR EXISTS (
      SELECT FROM product_prices b WHERE b.product_id = e.id AND b.is_active AND b.effective_price <= $2
        AND (cardinality($3::uuid[]) = 0 OR b.location_id = ANY ($3))))),
  rival AS (
    SELECT DISTINCT r.name
    FROM own JOIN promotion_targets t ON t.target_id = own.target_id AND t.role = 'buy' AND t.kind = 'product'
      JOIN promotions r ON r.id = t.promotion_id
    WHERE r.id <> $1::uuid AND r.is_active
      AND (r.starts_at IS NULL OR r.starts_at <= coalesce($5::timestamp, 'infinity'))
      AND (r.ends_at IS NULL OR r.ends_at >= coalesce($4::timestamp, '-infinity'))
      AND (cardinality($3::uuid[]) = 0
        OR NOT EXISTS (SELECT FROM promotion_locations l WHERE l.promotion_id = r.id)
        OR EXISTS (SELECT FROM promotion_locations l WHERE l.promotion_id = r.id AND l.location_id = ANY ($3))))
  SELECT ARRAY(SELECT name FROM cheap ORDER BY name LIMIT ${SHOWN}) AS cheap,
    ARRAY(SELECT name FROM rival ORDER BY name LIMIT ${SHOWN}) AS rivals`;

function lasts({ starts_at, ends_at }: PromotionRow): number {
  if (starts_at === null || ends_at === null) return 0;
  return new Date(`${ends_at}Z`).getTime() - new Date(`${starts_at}Z`).getTime();
}

/** What may not be meant by a promotion. One statement. */
export async function warningsOf(db: Queryable, row: PromotionRow): Promise<PromotionWarning[]> {
  const price = row.kind === 'price' ? row.value : null;
  const params = [row.id, price, row.location_ids, row.starts_at, row.ends_at];
  const { cheap, rivals } = await queryOne<{ cheap: string[]; rivals: string[] }>(db, FOUND, params);
  const warnings: PromotionWarning[] = [];
  if (lasts(row) > YEAR_MS)
    warnings.push({ field: 'ends_at', code: 'LONGER_THAN_A_YEAR', message: 'It runs for more than a year.' });
  if (cheap.length > 0) {
    const message = `These already cost no more: ${cheap.join(', ')}.`;
    warnings.push({ field: 'value', code: 'PRICE_NOT_BELOW_BASE', message });
  }
  if (rivals.length > 0) {
    const message = `Other promotions are on the same products at the same time: ${rivals.join(', ')}.`;
    warnings.push({ field: 'targets', code: 'OVERLAPS', message });
  }
  return warnings;
}
