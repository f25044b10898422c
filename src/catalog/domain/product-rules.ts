import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import type { ProductKind } from './product-kind.js';

interface UnitFacts {
  code: string;
  kind: string;
  decimal_places: number;
}

/** What a body may say that has to fit together. */
export interface SentFacts {
  kind?: ProductKind;
  is_weighed?: boolean;
  is_stocked?: boolean;
  track_batches?: boolean;
  track_serials?: boolean;
  requires_expiry?: boolean;
  min_stock_level?: number;
  stock_quantity?: number;
}

/** What is stored of it already. */
export interface StoredFacts {
  kind: ProductKind;
  is_weighed: boolean;
  is_stocked: boolean;
  track_batches: boolean;
  track_serials: boolean;
  requires_expiry: boolean;
  min_stock_level: Decimal | number;
}

type Problem = readonly [field: keyof SentFacts | 'unit', code: string, message: string];

const NEW_PRODUCT = {
  is_weighed: false,
  track_batches: false,
  track_serials: false,
  requires_expiry: false,
  min_stock_level: 0,
};

/** What a body leaves to be understood: a best-before date belongs to a batch, and only goods have stock. */
export function impliedFields(sent: SentFacts): Pick<SentFacts, 'track_batches' | 'is_stocked'> {
  return {
    track_batches: sent.track_batches ?? (sent.requires_expiry === true ? true : undefined),
    is_stocked: sent.is_stocked ?? (sent.kind === undefined || sent.kind === 'standard' ? undefined : false),
  };
}

type Facts = Required<Omit<SentFacts, 'min_stock_level'>> & { min_stock_level: Decimal };

/** The product as it will be. */
function factsOf(sent: SentFacts, stored: StoredFacts | undefined): Facts {
  const kept = stored ?? { ...NEW_PRODUCT, kind: sent.kind ?? 'standard', is_stocked: true };
  const implied = impliedFields(sent);
  return {
    kind: kept.kind,
    is_weighed: sent.is_weighed ?? kept.is_weighed,
    is_stocked: implied.is_stocked ?? kept.is_stocked,
    track_batches: implied.track_batches ?? kept.track_batches,
    track_serials: sent.track_serials ?? kept.track_serials,
    requires_expiry: sent.requires_expiry ?? kept.requires_expiry,
    min_stock_level: new Decimal(sent.min_stock_level ?? kept.min_stock_level),
    stock_quantity: sent.stock_quantity ?? 0,
  };
}

function fractional(
  field: 'min_stock_level' | 'stock_quantity',
  value: Decimal,
  { code, decimal_places }: UnitFacts,
): Problem[] {
  if (value.decimalPlaces() <= decimal_places) return [];
  const allowed = decimal_places === 0 ? 'a whole number' : `at most ${decimal_places} decimals`;
  return [[field, 'FRACTIONAL_QUANTITY', `${field} must be ${allowed} for the unit ${code}`]];
}

function trackingProblems(facts: Facts, unit: UnitFacts): Problem[] {
  const problems: Problem[] = [];
  if (facts.track_serials && unit.kind !== 'piece') {
    const message = `only pieces have serial numbers, not ${unit.code}`;
    problems.push(['track_serials', 'SERIALS_NEED_PIECES', message]);
  }
  if (facts.requires_expiry && !facts.track_batches) {
    const message = 'best-before dates are kept by batch: track_batches must stay on with requires_expiry';
    problems.push(['track_batches', 'EXPIRY_NEEDS_BATCHES', message]);
  }
  // A template says it for its variants, which are stocked.
  if (facts.is_stocked || facts.kind === 'template') return problems;
  for (const field of ['track_batches', 'track_serials', 'requires_expiry'] as const) {
    if (!facts[field]) continue;
    problems.push([field, 'NOT_STOCKED', 'nothing is tracked of a product that is not stocked']);
  }
  return problems;
}

function kindProblems(facts: Facts, sent: SentFacts): Problem[] {
  const problems: Problem[] = [];
  if (sent.kind !== undefined && sent.kind !== facts.kind) {
    problems.push(['kind', 'KIND_IS_FINAL', `a ${facts.kind} product cannot become a ${sent.kind}`]);
  }
  if (facts.kind !== 'standard' && facts.is_stocked) {
    problems.push(['is_stocked', 'KIND_NOT_STOCKED', `a ${facts.kind} has no stock of its own`]);
  }
  return problems;
}

/**
 * Every rule between a product's fields that is broken: of a new product, or of what a stored one will be once the
 * sent fields are set. `unit` is the one it will be sold by. Pure, so that thousands of rows can be judged at once.
 */
export function productProblems(sent: SentFacts, unit: UnitFacts, stored?: StoredFacts): FieldError[] {
  const facts = factsOf(sent, stored);
  const opening = new Decimal(facts.stock_quantity);
  const problems = [
    ...fractional('min_stock_level', facts.min_stock_level, unit),
    ...fractional('stock_quantity', opening, unit),
    ...trackingProblems(facts, unit),
    ...kindProblems(facts, sent),
  ];
  if (facts.is_weighed && unit.kind !== 'weight') {
    const message = `a weighed product needs a unit of weight, not ${unit.code}`;
    problems.push(['unit', 'UNIT_NOT_WEIGHABLE', message]);
  }
  if (!facts.is_stocked && !opening.isZero()) {
    problems.push(['stock_quantity', 'NOT_STOCKED', 'a product that is not stocked has no opening stock']);
  }
  return problems.map(([field, code, message]) => ({ field, code, message }));
}
