import { Decimal, ZERO, sum } from '../../common/money/decimal.js';

/** What a line can put into a promotion of the kind "buy 2, get 1". */
export interface OfferedUnits {
  /** Base units that no other such promotion took. */
  available: Decimal;
  /** What one of them comes to. */
  value: Decimal;
  /** Whether they count as bought, and whether they may be got. */
  buys: boolean;
  gets: boolean;
}

export interface UnitShare {
  bought: Decimal;
  got: Decimal;
}

function availableIn(units: readonly OfferedUnits[], isWanted: (unit: OfferedUnits) => boolean): Decimal {
  return sum(units.filter(isWanted).map(({ available }) => available));
}

/** How often `buy` and `get` units fit in, no unit counting twice. */
function timesIn(units: readonly OfferedUnits[], buy: Decimal, get: Decimal): Decimal {
  if (!buy.gt(ZERO) || !get.gt(ZERO)) return ZERO;
  const bought = availableIn(units, ({ buys }) => buys).div(buy);
  const got = availableIn(units, ({ gets }) => gets).div(get);
  const both = availableIn(units, ({ buys, gets }) => buys || gets).div(buy.plus(get));
  return Decimal.min(bought, got, both).floor();
}

/** Positions in an order of their units, equal ones as they come. */
function positions(
  units: readonly OfferedUnits[],
  isWanted: (unit: OfferedUnits) => boolean,
  compare: (a: OfferedUnits, b: OfferedUnits) => number,
): number[] {
  const wanted = units.flatMap((unit, at) => (isWanted(unit) ? [at] : []));
  return wanted.sort((a, b) => compare(units[a]!, units[b]!) || a - b);
}

/**
 * Deals units to a promotion as often as they suffice: the cheapest ones are got, as far as enough others are left to
 * be bought; the dearest are bought, first those that could not be got. Undefined when there are not enough for once.
 */
export function dealUnits(
  units: readonly OfferedUnits[],
  buy: Decimal,
  get: Decimal,
): { times: Decimal; shares: UnitShare[] } | undefined {
  const times = timesIn(units, buy, get);
  if (times.isZero()) return undefined;
  const shares = units.map((): UnitShare => ({ bought: ZERO, got: ZERO }));

  let toGet = times.times(get);
  let spare = availableIn(units, ({ buys }) => buys).minus(times.times(buy));
  for (const at of positions(
    units,
    ({ gets }) => gets,
    (a, b) => a.value.comparedTo(b.value),
  )) {
    const { available, buys } = units[at]!;
    const got = buys ? Decimal.min(available, toGet, spare) : Decimal.min(available, toGet);
    shares[at]!.got = got;
    toGet = toGet.minus(got);
    if (buys) spare = spare.minus(got);
  }

  let toBuy = times.times(buy);
  const boughtFirst = (a: OfferedUnits, b: OfferedUnits): number =>
    Number(a.gets) - Number(b.gets) || b.value.comparedTo(a.value);
  for (const at of positions(units, ({ buys }) => buys, boughtFirst)) {
    const bought = Decimal.min(units[at]!.available.minus(shares[at]!.got), toBuy);
    shares[at]!.bought = bought;
    toBuy = toBuy.minus(bought);
  }
  return { times, shares };
}
