import { Decimal } from '../../common/money/decimal.js';

/** A unit in which a product is counted: its own (factor 1) or a pack. */
export interface CountingUnit {
  unit: string;
  /** Units of the product in one of these. */
  factor: Decimal;
}

export interface Conversion {
  from_unit: string;
  to_unit: string;
  /** How many of `to_unit` one of `from_unit` is. */
  ratio: Decimal;
  /** False when a larger pack of pieces cannot be filled with smaller ones without a rest. */
  is_even: boolean;
}

const RATIO_DECIMALS = 6;

/** Every unit against every other one. Of what is not counted in pieces, any ratio is even. */
export function packConversions(units: readonly CountingUnit[], isPiece: boolean): Conversion[] {
  return units.flatMap((from) =>
    units
      .filter((to) => to !== from)
      .map((to) => {
        const isLarger = from.factor.gte(to.factor);
        return {
          from_unit: from.unit,
          to_unit: to.unit,
          ratio: from.factor.div(to.factor).toDecimalPlaces(RATIO_DECIMALS, Decimal.ROUND_HALF_UP),
          is_even: !isPiece || !isLarger || from.factor.mod(to.factor).isZero(),
        };
      }),
  );
}
