import type { ValueTransformer } from 'typeorm';
import { Decimal } from '../money/decimal.js';

/** `numeric` ⇄ Decimal on entity columns; null stays null. */
export const decimalColumn: ValueTransformer = {
  from: (value: string | null): Decimal | null => (value === null ? null : new Decimal(value)),
  to: (value: Decimal | null | undefined): string | null | undefined =>
    value instanceof Decimal ? value.toFixed() : value,
};
