import type { FieldError } from '../../common/errors/domain-error.js';
import type { SavePromotionDto } from './dto/save-promotion.dto.js';
import { firstMoment, lastMoment } from './wall-time.js';

type Field = keyof SavePromotionDto;

const OF_BASKETS: readonly Field[] = ['value_type', 'min_basket_amount'];
const OF_BUY_X_GET_Y: readonly Field[] = ['buy_quantity', 'get_quantity', 'get_percent'];

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function fault(field: Field, code: string, message: string): FieldError {
  return { field, code, message };
}

function required(terms: SavePromotionDto): FieldError[] {
  const { kind } = terms;
  const fields: readonly Field[] =
    kind === 'buy_x_get_y'
      ? ['buy_quantity', 'get_quantity']
      : kind === 'basket'
        ? ['value', 'value_type']
        : ['value'];
  return fields
    .filter((field) => !isSet(terms[field]))
    .map((field) => fault(field, 'REQUIRED_FOR_KIND', `A promotion of kind ${kind} needs ${field}.`));
}

function superfluous(terms: SavePromotionDto): FieldError[] {
  const { kind, targets } = terms;
  const fields: readonly Field[] = [
    ...(kind === 'basket' ? [] : OF_BASKETS),
    ...(kind === 'buy_x_get_y' ? (['value'] as const) : OF_BUY_X_GET_Y),
  ];
  const errors = fields
    .filter((field) => isSet(terms[field]))
    .map((field) => fault(field, 'NOT_FOR_KIND', `A promotion of kind ${kind} has no ${field}.`));
  const gets = kind !== 'buy_x_get_y' && targets?.some(({ role }) => role === 'get') === true;
  if (gets) errors.push(fault('targets', 'NOT_FOR_KIND', `Nothing is got by a promotion of kind ${kind}.`));
  return errors;
}

/** 0 is a price, but 0 % or nothing off is no promotion. */
function wrongValue({ kind, value, value_type }: SavePromotionDto): FieldError[] {
  if (!isSet(value) || kind === 'buy_x_get_y') return [];
  if (kind !== 'price' && value === 0) return [fault('value', 'NOTHING_OFF', 'value must be above 0.')];
  const isPercentage = kind === 'percentage' || (kind === 'basket' && value_type === 'percentage');
  if (isPercentage && value! > 100)
    return [fault('value', 'PERCENTAGE_TOO_HIGH', 'A percentage is at most 100.')];
  return [];
}

/** What is wrong with the terms of a promotion taken together; every wrong field is named. */
export function wrongPromotion(terms: SavePromotionDto): FieldError[] {
  const { starts_at, ends_at, min_quantity, max_quantity } = terms;
  const errors = [...required(terms), ...superfluous(terms), ...wrongValue(terms)];
  if (starts_at && ends_at && lastMoment(ends_at) < firstMoment(starts_at))
    errors.push(fault('ends_at', 'END_BEFORE_START', 'ends_at must not be before starts_at.'));
  if (isSet(min_quantity) && isSet(max_quantity) && max_quantity! < min_quantity!)
    errors.push(fault('max_quantity', 'MAX_BELOW_MIN', 'max_quantity must not be below min_quantity.'));
  return errors;
}
