import type { ListPlan } from './list-rows.js';

/** The beginning of a condition, up to its operator, and the value it is compared with, if one is asked for. */
export type Condition = readonly [condition: string, value: unknown];

/** Only the conditions that are asked for, so that each finds its own index whatever else a list could filter by. */
export function askedConditions(conditions: readonly Condition[]): Pick<ListPlan, 'where' | 'params'> {
  const asked = conditions.filter(([, value]) => value !== undefined);
  return {
    where: asked.map(([condition], index) => `${condition} $${index + 1}`),
    params: asked.map(([, value]) => value),
  };
}
