import { Column } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

interface Options {
  nullable?: boolean;
  default?: number;
}

function numeric(precision: number, scale: number, options: Options): PropertyDecorator {
  return Column('numeric', { precision, scale, transformer: decimalColumn, ...options });
}

/** Amounts and prices: 4 decimals. */
export function MoneyColumn(options: Options = {}): PropertyDecorator {
  return numeric(19, 4, options);
}

/** 3 decimals. */
export function QuantityColumn(options: Options = {}): PropertyDecorator {
  return numeric(14, 3, options);
}

export function PercentColumn(options: Options = {}): PropertyDecorator {
  return numeric(7, 4, options);
}

/** A row as the driver answers it: numeric arrives as text. */
export type AsRow<E> = {
  [K in keyof E]: E[K] extends Decimal ? string : E[K] extends Decimal | null ? string | null : E[K];
};
