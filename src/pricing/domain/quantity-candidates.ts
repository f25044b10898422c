import { ZERO } from '../../common/money/decimal.js';
import type { CartLine } from './cart.types.js';
import type { MoneyTerms } from './money-terms.js';
import { PRICE_RANKS, candidate, type PriceCandidate } from './price-candidate.js';
import type { RuleBook } from './rule-book.js';
import type { QuantityPrice } from './rules.types.js';
import { baseQuantity, unitFactor } from './sold-unit.js';
import { rejected, source } from './trace.js';
import type { TraceEntry } from './trace.types.js';

export interface Candidates {
  usable: PriceCandidate[];
  refused: TraceEntry[];
}

const RULES = { group: 'group_price', step: 'step_price' } as const;

function whyNot(
  row: QuantityPrice,
  rows: readonly QuantityPrice[],
  line: CartLine,
  book: RuleBook,
): string | undefined {
  if (!row.is_active) return 'switched off';
  if (row.kind === 'group' && book.group?.is_active !== true) return 'the group is switched off';
  if (baseQuantity(line).lt(row.min_quantity)) return `from ${row.min_quantity.toFixed()} on`;
  const isDisplaced = rows.some(
    (other) =>
      other.is_active &&
      other.kind === row.kind &&
      other.is_of_place &&
      !row.is_of_place &&
      other.min_quantity.eq(row.min_quantity),
  );
  return isDisplaced ? 'this place has its own price' : undefined;
}

/** Prices of the customer's group and prices by quantity, from so many base units on. */
export function quantityCandidates(line: CartLine, book: RuleBook, terms: MoneyTerms): Candidates {
  const rows = book.quantityPricesOf(line.product);
  const found: Candidates = { usable: [], refused: [] };
  for (const row of rows) {
    const price = line.packaging === null ? row.price : terms.packPrice(row.price, unitFactor(line));
    const name = row.kind === 'group' ? book.group?.name : (row.description ?? undefined);
    const details = { ...source(row.id), ...(name === undefined ? {} : { name }) };
    const reason = whyNot(row, rows, line, book);
    if (reason !== undefined) {
      found.refused.push(rejected(RULES[row.kind], reason, { ...details, amount: price }));
      continue;
    }
    found.usable.push(
      candidate({
        rule: RULES[row.kind],
        price_rule: row.kind,
        rank: PRICE_RANKS[row.kind],
        price,
        from: row.min_quantity,
        is_of_place: row.is_of_place,
        id: row.id,
        details: { ...details, reason: `from ${row.min_quantity.toFixed()} on` },
      }),
    );
  }
  return found;
}

/** The group's percent off the base price, where the group has no price of its own for it. */
export function groupDiscountPrice(
  base: PriceCandidate | null,
  book: RuleBook,
  terms: MoneyTerms,
): PriceCandidate | null {
  const { group } = book;
  if (base === null || group?.is_active !== true) return null;
  const percent = group.default_discount_percent;
  if (!percent.gt(ZERO)) return null;
  const price = base.price.times(percent.neg().plus(100)).div(100);
  return candidate({
    rule: 'group_price',
    price_rule: 'group',
    rank: PRICE_RANKS.group,
    price: terms.roundLike(price, base.price),
    id: group.id,
    details: { source_id: group.id, name: group.name, reason: `${percent.toFixed()} % off the base price` },
  });
}
