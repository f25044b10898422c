import { IsIn, IsUUID } from 'class-validator';
import { IsMoney, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { IsInstant } from '../../../common/http/validation/day-or-instant.js';

export const CASH_KINDS = ['cash_in', 'cash_out'] as const;

/** Cash put into or taken out of a drawer, apart from sales. */
export class MoveCashDto {
  /** @example cash_in */
  @IsIn(CASH_KINDS)
  kind: (typeof CASH_KINDS)[number];

  /**
   * Above 0, whichever way it goes.
   * @example 50
   */
  @IsMoney({ min: 0.0001 })
  amount: number;

  /** @example Change from the bank */
  @IsText(500)
  reason: string;

  /**
   * The number of a slip or voucher.
   * @example SLIP-0042
   */
  @Nullable()
  @IsText(100)
  reference?: string | null;

  /** Absent: the register's, or the default location. */
  @Optional()
  @IsUUID()
  location_id?: string;

  /** Absent: the location's default register. */
  @Optional()
  @IsUUID()
  register_id?: string;

  @Nullable()
  @IsUUID()
  employee_id?: string | null;

  /**
   * When it happened, by the till's clock; absent: now.
   * @example 2026-11-20T10:15:00Z
   */
  @Optional()
  @IsInstant()
  occurred_at?: string;
}
