import { Decimal, sum } from '../../common/money/decimal.js';

/** What happened in a period. */
export interface PerformanceCounts {
  deliveries: number;
  /** Orders in deliveries: each had a day on which it was expected. */
  dated_deliveries: number;
  on_time_deliveries: number;
  /** In base units, as text. */
  received_quantity: string;
  accepted_quantity: string;
  /** Lines of orders that came to their end. */
  order_lines: number;
  accurate_lines: number;
}

/** In percent, two decimals; null where nothing happened that could be measured. */
export interface SupplierPerformance {
  deliveries: number;
  on_time_percent: number | null;
  quality_percent: number | null;
  accuracy_percent: number | null;
  /** The mean of those that are known. */
  overall_percent: number | null;
}

function percent(part: number | string, whole: number | string): Decimal | null {
  return new Decimal(whole).isZero() ? null : new Decimal(part).div(whole).times(100);
}

function shown(value: Decimal | null): number | null {
  return value === null ? null : value.toDecimalPlaces(2).toNumber();
}

/** On time: deliveries by the expected day. Quality: accepted of what came. Accuracy: lines that came as ordered. */
export function performanceOf(counts: PerformanceCounts): SupplierPerformance {
  const onTime = percent(counts.on_time_deliveries, counts.dated_deliveries);
  const quality = percent(counts.accepted_quantity, counts.received_quantity);
  const accuracy = percent(counts.accurate_lines, counts.order_lines);
  const known = [onTime, quality, accuracy].filter((each) => each !== null);
  return {
    deliveries: counts.deliveries,
    on_time_percent: shown(onTime),
    quality_percent: shown(quality),
    accuracy_percent: shown(accuracy),
    overall_percent: shown(known.length === 0 ? null : sum(known).div(known.length)),
  };
}
