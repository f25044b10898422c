import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';

/** What has to fit together in one product: the sent fields, and the unit it will be sold by. */
export interface ProductFacts {
  unit: { code: string; kind: string; decimal_places: number };
  is_weighed: boolean;
  is_stocked: boolean;
  min_stock_level?: number;
  stock_quantity?: number;
}

function fractional(field: 'min_stock_level' | 'stock_quantity', facts: ProductFacts): FieldError[] {
  const value = facts[field];
  const { code, decimal_places } = facts.unit;
  if (value === undefined || new Decimal(value).decimalPlaces() <= decimal_places) return [];
  const allowed = decimal_places === 0 ? 'a whole number' : `at most ${decimal_places} decimals`;
  return [
    { field, code: 'FRACTIONAL_QUANTITY', message: `${field} must be ${allowed} for the unit ${code}` },
  ];
}

/** Every rule between a product's fields that is broken. */
export function productProblems(facts: ProductFacts): FieldError[] {
  const problems = [...fractional('min_stock_level', facts), ...fractional('stock_quantity', facts)];
  if (facts.is_weighed && facts.unit.kind !== 'weight') {
    const message = `a weighed product needs a unit of weight, not ${facts.unit.code}`;
    problems.push({ field: 'unit', code: 'UNIT_NOT_WEIGHABLE', message });
  }
  if (!facts.is_stocked && (facts.stock_quantity ?? 0) > 0) {
    const message = 'a product that is not stocked has no opening stock';
    problems.push({ field: 'stock_quantity', code: 'NOT_STOCKED', message });
  }
  return problems;
}
