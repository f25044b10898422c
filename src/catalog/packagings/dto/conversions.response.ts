import type { Conversion, CountingUnit } from '../../domain/pack-conversions.js';

/** One unit in which the product is counted. */
export class CountingUnitResponse {
  /** @example case */
  unit: string;
  /**
   * How many of the product's unit it is.
   * @example 24
   */
  factor: number;
}

/** How two units of the product relate. */
export class ConversionResponse {
  /** @example case */
  from_unit: string;
  /** @example box */
  to_unit: string;
  /**
   * How many of to_unit one of from_unit is.
   * @example 4
   */
  ratio: number;
  /** False when a larger pack of pieces cannot be broken down into smaller ones without a rest. */
  is_even: boolean;
}

/** Every unit of a product against every other one. */
export class ConversionsResponse {
  /** @example pc */
  base_unit: string;
  units: CountingUnitResponse[];
  conversions: ConversionResponse[];
  /** Whether all of them are even. */
  is_consistent: boolean;

  static from(units: readonly CountingUnit[], conversions: readonly Conversion[]): ConversionsResponse {
    return {
      base_unit: units[0]?.unit ?? '',
      units: units.map(({ unit, factor }) => ({ unit, factor: factor.toNumber() })),
      conversions: conversions.map((each) => ({ ...each, ratio: each.ratio.toNumber() })),
      is_consistent: conversions.every(({ is_even }) => is_even),
    };
  }
}
