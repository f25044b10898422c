import { query } from '../../../common/database/statement.js';
import type { Tx } from '../../../common/database/tx.js';
import type { FieldError } from '../../../common/errors/domain-error.js';
import { Decimal } from '../../../common/money/decimal.js';
import type { PriceClaim, PriceTerms } from './price-sheet.js';

// A price for everywhere is in the money of the default location. The cost is the average at the place, else what the
// product is known to cost; 0 is a cost.
const TERMS = `
  SELECT r.location_id IS NULL OR l.id = r.location_id AS has_location,
    r.price_group_id IS NULL OR g.id IS NOT NULL AS has_price_group,
    r.packaging_id IS NULL OR k.id IS NOT NULL AS has_packaging,
    p.id::text AS product_id, f.currency, currency_digits(f.currency) AS digits,
    CASE WHEN r.method <> 'fixed' THEN coalesce(c.avg_cost, p.cost_price) * coalesce(k.factor, 1) END AS cost_basis,
    method_price(r.method, r.fixed * (1 - r.discount_percent * 0.01), r.markup_percent,
      coalesce(c.avg_cost, p.cost_price) * coalesce(k.factor, 1) * (1 - r.discount_percent * 0.01),
      f.default_markup_percent, currency_digits(f.currency), f.rounding_mode) AS effective_price
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (location_id uuid, product_id uuid, packaging_id uuid,
      price_group_id uuid, method text, fixed numeric, markup_percent numeric, discount_percent numeric))
    WITH ORDINALITY AS r(location_id, product_id, packaging_id, price_group_id, method, fixed, markup_percent,
      discount_percent, ord)
    LEFT JOIN locations l ON l.id = r.location_id
    JOIN locations f ON f.id = coalesce(l.id, (SELECT id FROM locations WHERE is_default))
    LEFT JOIN product_packagings k ON k.id = r.packaging_id
    LEFT JOIN products p ON p.id = coalesce(k.product_id, r.product_id)
    LEFT JOIN price_groups g ON g.id = r.price_group_id
    LEFT JOIN product_location_costs c ON c.product_id = p.id AND c.location_id = l.id
  ORDER BY r.ord`;

/** What is known of each claim, in their order. One statement, however many. */
export function priceTerms(tx: Tx, claims: readonly PriceClaim[]): Promise<PriceTerms[]> {
  const rows = claims.map((claim) => ({ ...claim, discount_percent: claim.discount_percent ?? 0 }));
  return query<PriceTerms>(tx, TERMS, [JSON.stringify(rows)]);
}

function missing(field: string, what: string): FieldError {
  return {
    field,
    code: `${what.toUpperCase().replaceAll(' ', '_')}_NOT_FOUND`,
    message: `There is no such ${what}.`,
  };
}

/** What a claim refers to that does not exist, and a stated price with more decimals than the currency has. */
export function wrongClaim(claim: PriceClaim, terms: PriceTerms, stated: string): FieldError[] {
  const errors: FieldError[] = [];
  if (!terms.has_location) errors.push(missing('location_id', 'location'));
  if (!terms.has_packaging) errors.push(missing('packaging_id', 'packaging'));
  else if (terms.product_id === null) errors.push(missing('product_id', 'product'));
  if (!terms.has_price_group) errors.push(missing('price_group_id', 'price group'));
  const { fixed } = claim;
  if (typeof fixed === 'number' && new Decimal(fixed).decimalPlaces() > terms.digits) {
    const message = `${stated} may have at most ${terms.digits} decimals in ${terms.currency}.`;
    errors.push({ field: stated, code: 'TOO_MANY_DECIMALS', message });
  }
  return errors;
}
