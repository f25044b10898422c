import type { FieldError } from '../../common/errors/domain-error.js';
import { namesYear } from './number-format.js';
import { fault } from './workflow-plan.js';

export interface SeriesPlan {
  /** Null for receipts and other papers that are no documents. */
  type_code: string | null;
  prefix: string;
  reset_yearly: boolean;
  last_number: number;
  max_number: number | null;
}

/** Every reason why a series could not be like this. */
export function seriesFaults(series: SeriesPlan): FieldError[] {
  const { type_code, prefix, reset_yearly, last_number, max_number } = series;
  const faults: FieldError[] = [];
  if (max_number !== null && max_number < last_number) {
    faults.push(fault('max_number', 'BELOW_LAST_NUMBER', `Number ${last_number} was issued already.`));
  }
  if (reset_yearly && type_code === null) {
    faults.push(
      fault('reset_yearly', 'RESET_NEEDS_TYPE', 'Only series of documents start again every year.'),
    );
  }
  if (reset_yearly && !namesYear(prefix)) {
    const message = 'Where counting starts again every year, {year} or {yy} must keep the years apart.';
    faults.push(fault('prefix', 'PREFIX_NEEDS_YEAR', message));
  }
  if (!reset_yearly && namesYear(prefix)) {
    const message = 'A year in the prefix needs a series that starts again every year.';
    faults.push(fault('prefix', 'PREFIX_NEEDS_RESET', message));
  }
  return faults;
}
