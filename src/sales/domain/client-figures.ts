import { InvalidField, type FieldError } from '../../common/errors/domain-error.js';
import { type Decimal } from '../../common/money/decimal.js';
import { TotalMismatch } from '../sales.errors.js';

interface Figures {
  subtotal: Decimal;
  tax_amount: Decimal;
  total_amount: Decimal;
}

/** Refuses a cart whose client computed other totals; the answer carries the server's. */
export function checkClientTotals(
  sent: { subtotal?: number | null; total_amount?: number | null },
  own: Figures,
): void {
  const errors: FieldError[] = [];
  for (const field of ['subtotal', 'total_amount'] as const) {
    const value = sent[field];
    if (value !== undefined && value !== null && !own[field].equals(value)) {
      errors.push({
        field,
        code: 'TOTAL_MISMATCH',
        message: `${field} is ${own[field].toFixed()}, not ${value}.`,
      });
    }
  }
  if (errors.length === 0) return;
  throw new TotalMismatch(errors, {
    subtotal: own.subtotal.toNumber(),
    tax_amount: own.tax_amount.toNumber(),
    total_amount: own.total_amount.toNumber(),
  });
}

const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;
const EARLIEST = new Date('1970-01-02T00:00:00Z');

/** The client's time of an act, or now. A till's clock may be wrong, but not by more than a day ahead. */
export function occurredAt(field: string, sent: string | null | undefined, now: Date): Date {
  if (sent === undefined || sent === null) return now;
  const at = new Date(sent);
  if (Number.isNaN(at.getTime()) || at < EARLIEST || at.getTime() > now.getTime() + MAX_AHEAD_MS) {
    throw new InvalidField(field, 'IMPLAUSIBLE_TIME', `${field} must be a time from 1970 to one day ahead.`);
  }
  return at;
}
