import type { FieldError } from '../../common/errors/domain-error.js';
import type { Decimal } from '../../common/money/decimal.js';
import { effectiveRate } from './tax-components.js';

export interface PlannedComponent {
  code: string;
  rate: Decimal;
  is_compound: boolean;
  location_id: string | null;
}

const MAX_RATE = 100;

/** The components by place, in their order; '' are those for all places. */
function byPlace<T extends PlannedComponent>(components: readonly T[]): Map<string, T[]> {
  const places = new Map<string, T[]>();
  for (const component of components) {
    const place = component.location_id ?? '';
    places.set(place, [...(places.get(place) ?? []), component]);
  }
  return places;
}

/** What the components for all places come to; undefined when there are none and the group says it itself. */
export function generalRate(components: readonly PlannedComponent[]): Decimal | undefined {
  const general = byPlace(components).get('');
  return general && effectiveRate(general);
}

function repeats(components: readonly PlannedComponent[]): FieldError[] {
  const seen = new Set<string>();
  return components.flatMap(({ code, location_id }, index) => {
    const key = `${location_id ?? ''} ${code.toLowerCase()}`;
    const isRepeat = seen.has(key);
    seen.add(key);
    const field = `components.${index}.code`;
    return isRepeat ? [{ field, code: 'REPEATED_TAX', message: `${field} is there twice` }] : [];
  });
}

/** Everything wrong with the list of a group's taxes. `rate` is what was said beside them, if anything was. */
export function componentProblems(components: readonly PlannedComponent[], rate?: Decimal): FieldError[] {
  const problems = repeats(components);
  for (const list of byPlace(components).values()) {
    if (effectiveRate(list).lte(MAX_RATE)) continue;
    const message = `the taxes of one place come to more than ${MAX_RATE} % together`;
    problems.push({ field: 'components', code: 'RATE_TOO_HIGH', message });
  }
  const computed = generalRate(components);
  if (rate !== undefined && computed !== undefined && !computed.eq(rate)) {
    const message = `rate is what the components come to together: ${computed.toString()}; change those, or leave it out`;
    problems.push({ field: 'rate', code: 'RATE_IS_COMPUTED', message });
  }
  return problems;
}
