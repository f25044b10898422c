import { ValidateBy } from 'class-validator';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import {
  IsMoney,
  IsText,
  MAX_MONEY,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';

function IsNotZero(): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => value !== 0,
    defaultMessage: () => 'amount must not be 0',
  };
  return ValidateBy({ name: 'isNotZero', validator });
}

/** A correction of what a customer owes, with which no money moves. */
export class AdjustAccountDto {
  /**
   * Plus is owed more, minus less.
   * @example -12.5
   */
  @IsMoney({ min: -MAX_MONEY })
  @IsNotZero()
  amount: number;

  /** @example Written off: the company is gone */
  @IsText(500)
  reason: string;

  /** @example WO-2026-3 */
  @Nullable()
  @IsText(100)
  reference?: string | null;

  /**
   * When a debt added is to be paid; absent: today.
   * @example 2026-12-31
   */
  @Optional()
  @IsDay()
  due_date?: string;
}
