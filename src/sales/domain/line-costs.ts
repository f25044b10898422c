import { sum, type Decimal } from '../../common/money/decimal.js';
import type { SaleItem } from '../entities/sale-item.entity.js';

type CostedLine = Pick<SaleItem, 'id' | 'components'>;

/** Under which ids the stock ledger knows what lines moved: their own and those of their components. */
export function costIds(items: readonly CostedLine[]): string[] {
  return items.flatMap(({ id, components }) => [id, ...components.map((each) => each.id)]);
}

/** What each line cost, from the costs of those ids: a bundle costs what its components did. Lines without are absent. */
export function costsOf(
  items: readonly CostedLine[],
  costs: ReadonlyMap<string, Decimal>,
): ReadonlyMap<string, Decimal> {
  return new Map(
    items.flatMap((item) => {
      const parts = costIds([item]).flatMap((id) => costs.get(id) ?? []);
      return parts.length === 0 ? [] : [[item.id, sum(parts)] as const];
    }),
  );
}
