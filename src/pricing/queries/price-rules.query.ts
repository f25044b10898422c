import { queryOne, type Queryable } from '../../common/database/statement.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { SaleCustomerRow } from '../../partners/index.js';
import type { PriceRules } from '../domain/rules.types.js';
import { pastRulesOf, rulesOf, type PastRulesRow, type RulesRow } from './price-rules.rows.js';
import { PRICE_RULES, PRICE_RULES_AS_OF } from './price-rules.sql.js';

export interface WantedRules {
  location_id: string;
  customer_id: string | undefined;
  product_ids: readonly string[];
  /** Whatever can name one of the products: itself, its template, categories, product groups, brand. */
  target_ids: readonly string[];
  packaging_ids: readonly string[];
  discount_ids: readonly string[];
  coupon_codes: readonly string[];
  /** `2026-11-20` and `2026-11-20T18:30:00` at the place of sale. */
  business_date: string;
  local_time: string;
}

export interface FoundRules {
  customer: SaleCustomerRow | null;
  rules: PriceRules;
  /** What the catalogue asked for each product then; null reads what it asks now. */
  catalogue: Map<string, Decimal> | null;
}

function parametersOf(wanted: WantedRules): unknown[] {
  return [
    wanted.location_id,
    wanted.customer_id ?? null,
    wanted.product_ids,
    wanted.target_ids,
    wanted.packaging_ids,
    wanted.discount_ids,
    wanted.coupon_codes,
    wanted.business_date,
    wanted.local_time,
  ];
}

/**
 * The customer and every rule that may matter to a cart, in one statement however many lines and promotions there are.
 * With `as_of`, prices are those of that moment; rules that only have a window are held against it by the engine.
 */
export async function priceRules(db: Queryable, wanted: WantedRules, as_of?: Date): Promise<FoundRules> {
  if (as_of === undefined) {
    const row = await queryOne<RulesRow>(db, PRICE_RULES, parametersOf(wanted));
    return { customer: row.customer, rules: rulesOf(row), catalogue: null };
  }
  const row = await queryOne<PastRulesRow>(db, PRICE_RULES_AS_OF, [...parametersOf(wanted), as_of]);
  return { customer: row.customer, ...pastRulesOf(row) };
}
