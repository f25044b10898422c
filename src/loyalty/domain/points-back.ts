import { Decimal, ZERO, sum } from '../../common/money/decimal.js';

const ONE = new Decimal(1);

// Thirds that sum to a whole must be seen as one.
const FINE = 20;

/** How much of a sold line came back so far. */
export interface ReturnedPart {
  returned: Decimal;
  sold: Decimal;
}

/** What a sale was worth when it earned points, and what of it was given back since. */
export interface SaleWorth {
  /** Σ total_amount of its lines. */
  amount: Decimal;
  /** How much of that was paid with points. */
  points_amount: Decimal;
  /** Money given back for goods that came back. */
  goods_refunded: Decimal;
  /** Money given back without goods. */
  allowances: Decimal;
  /** How much of what was given back went back as points. */
  points_refunded: Decimal;
  /** By sale_item_id; a line that is not there is still with the customer. */
  returned: ReadonlyMap<string, ReturnedPart>;
}

/** A sale as it earned points for one member. */
export interface EarnedSale {
  worth: SaleWorth;
  /** What each line earned before rounding, by sale_item_id, also of lines that got no point. */
  exact: ReadonlyMap<string, Decimal>;
  entries: EarnedEntry[];
}

/** Points that one line earned, and how many of them were taken back. */
export interface EarnedEntry {
  entry_id: string;
  sale_item_id: string;
  points: number;
  taken: number;
}

export interface TakenPoints {
  entry_id: string;
  points: number;
}

/** What a document gives back. */
export interface GivenBack {
  lines: readonly (ReturnedPart & { sale_item_id: string })[];
  refunded_amount: Decimal;
  refunded_as_points: Decimal;
}

/** The worth of a sale after a document gave something back. */
export function worthAfter(worth: SaleWorth, { lines, ...back }: GivenBack): SaleWorth {
  const refunded = lines.length === 0 ? 'allowances' : 'goods_refunded';
  const parts = lines.map(({ sale_item_id, returned, sold }) => [sale_item_id, { returned, sold }] as const);
  return {
    ...worth,
    [refunded]: worth[refunded].plus(back.refunded_amount),
    points_refunded: worth.points_refunded.plus(back.refunded_as_points),
    returned: new Map([...worth.returned, ...parts]),
  };
}

/**
 * How much of its points each unit of goods that is still with the customer deserves, as a fraction of at most 1: the
 * part of their price still paid with anything but points, relative to the same part when they were sold. It falls
 * below 1 when money goes back without goods, or goods go back for money while the points stay spent: otherwise
 * buying twice for points and money and returning one for money would earn points for nothing.
 */
function deservedPart(worth: SaleWorth): { of: Decimal; in: Decimal } {
  const { amount, points_amount } = worth;
  const kept = amount.minus(worth.goods_refunded);
  const paidWithPoints = Decimal.max(ZERO, points_amount.minus(worth.points_refunded));
  const money = kept.minus(worth.allowances).minus(paidWithPoints);
  const wasMoney = amount.minus(points_amount);
  if (!kept.gt(ZERO) || !money.gt(ZERO) || !wasMoney.gt(ZERO)) return { of: ZERO, in: ONE };
  const deserved = { of: money.times(amount), in: kept.times(wasMoney) };
  return deserved.of.lt(deserved.in) ? deserved : { of: ONE, in: ONE };
}

/** Of so much of a line, what is still with the customer and deserves its points. */
function keptOf(whole: Decimal, sale_item_id: string, worth: SaleWorth): Decimal {
  const { returned, sold } = worth.returned.get(sale_item_id) ?? { returned: ZERO, sold: ONE };
  const part = deservedPart(worth);
  const left = Decimal.max(ZERO, sold.minus(returned));
  return whole.times(left).times(part.of).div(sold.times(part.in)).toDecimalPlaces(FINE);
}

/**
 * How many more points to take back from each line, now that the sale is worth this much. Cumulative: what is kept of
 * a line's points is rounded down from what the goods kept deserve, and the rest less what was taken before is taken
 * now. So returns in any split take back exactly what was earned, never more. And what is kept of all lines is no more
 * than the goods kept would have earned alone: else somebody could return the lines that rounding left without a
 * point, and keep those that it favoured. What is too much goes from the lines that it favoured most.
 */
export function takeBack({ worth, exact, entries }: EarnedSale): TakenPoints[] {
  const lines = entries.map((entry) => {
    const { sale_item_id, points, taken } = entry;
    const kept = Math.min(
      keptOf(new Decimal(points), sale_item_id, worth).floor().toNumber(),
      points - taken,
    );
    const deserved = keptOf(exact.get(sale_item_id) ?? ZERO, sale_item_id, worth);
    return { entry, kept, favour: new Decimal(kept).minus(deserved) };
  });
  const deserved = [...exact].map(([sale_item_id, points]) => keptOf(points, sale_item_id, worth));
  const most = sum(deserved)
    .toDecimalPlaces(FINE - 4)
    .floor()
    .toNumber();
  const tooMuch = lines.reduce((total, { kept }) => total + kept, 0) - most;
  const favoured = new Set(
    [...lines].sort((a, b) => b.favour.comparedTo(a.favour)).slice(0, Math.max(0, tooMuch)),
  );
  return lines.flatMap((line) => {
    const { entry_id, points, taken } = line.entry;
    const due = points - taken - line.kept + (favoured.has(line) ? 1 : 0);
    return due > 0 ? [{ entry_id, points: due }] : [];
  });
}

/** Everything that was earned and not taken back before. */
export function takeAllBack({ entries }: EarnedSale): TakenPoints[] {
  return entries.flatMap(({ entry_id, points, taken }) =>
    points > taken ? [{ entry_id, points: points - taken }] : [],
  );
}

/** Points that paid for something, and how much of both was given back. */
export interface RedeemedEntry {
  entry_id: string;
  points: number;
  amount: Decimal;
  given_points: number;
  given_amount: Decimal;
}

export interface GivenPoints {
  entry_id: string;
  points: number;
  amount: Decimal;
}

/** What is left of the money that points paid. */
export function redeemedLeft(redeemed: readonly RedeemedEntry[]): Decimal {
  return redeemed.reduce((left, entry) => left.plus(entry.amount).minus(entry.given_amount), ZERO);
}

/**
 * The points that go back for an amount of money, of the last redemption first. Cumulative, rounded down: the last
 * cent of a redemption brings the last of its points, so refunds in any split give back exactly what was redeemed.
 * Throws RangeError for more than `redeemedLeft`; callers check that first.
 */
export function giveBack(redeemed: readonly RedeemedEntry[], amount: Decimal): GivenPoints[] {
  let open = amount;
  const given = [...redeemed].reverse().flatMap((entry) => {
    const part = Decimal.min(open, entry.amount.minus(entry.given_amount));
    if (!part.gt(ZERO)) return [];
    open = open.minus(part);
    const so_far = entry.given_amount.plus(part);
    const due = so_far.times(entry.points).div(entry.amount).floor().toNumber();
    return [{ entry_id: entry.entry_id, points: due - entry.given_points, amount: part }];
  });
  if (open.gt(ZERO)) throw new RangeError(`${open.toFixed()} more than was redeemed`);
  return given;
}
