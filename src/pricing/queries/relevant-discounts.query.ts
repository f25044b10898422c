import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';
import type { DiscountRule } from '../domain/quote.types.js';

// Rules that ended or begin within a month of the day are still explained; older ones would only be noise.
const RELEVANT = `
  SELECT d.id, d.name, d.type, d.value, d.is_active,
         d.start_date::text AS start_date, d.end_date::text AS end_date,
         EXISTS (SELECT FROM discount_products p WHERE p.discount_id = d.id) AS is_for_products,
         ARRAY(SELECT p.product_id::text FROM discount_products p
               WHERE p.discount_id = d.id AND p.product_id = ANY ($2::uuid[])) AS product_ids
  FROM discounts d
  WHERE d.id IN (
    SELECT unnest($1::uuid[])
    UNION
    SELECT n.id FROM discount_products p JOIN discounts n ON n.id = p.discount_id
    WHERE p.product_id = ANY ($2::uuid[])
      AND (n.end_date IS NULL OR n.end_date >= $3::date - 31)
      AND (n.start_date IS NULL OR n.start_date <= $3::date + 31))`;

interface Wanted {
  business_date: string;
  /** The cart's and the products' own; gaps are passed over. */
  discount_ids: readonly (string | null | undefined)[];
  product_ids: readonly string[];
}

type Row = Omit<DiscountRule, 'value'> & { value: string };

/** Every discount that may matter to a cart, in one statement however many lines it has. */
export async function relevantDiscounts(db: Queryable, wanted: Wanted): Promise<DiscountRule[]> {
  const ids = new Set(wanted.discount_ids.filter((id) => id !== null && id !== undefined));
  const rows = await query<Row>(db, RELEVANT, [
    [...ids],
    [...new Set(wanted.product_ids)],
    wanted.business_date,
  ]);
  return rows.map((row) => ({ ...row, value: new Decimal(row.value) }));
}
