import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, ValidateNested } from 'class-validator';
import { Nullable, Optional } from '../../../../common/http/validation/decorators.js';
import { DAYS, type Day } from '../../../domain/week.js';
import { IsTimeOfDay } from '../../../shared/time-of-day.js';

export class SupplierDayDto {
  /** @example mon */
  @IsIn(DAYS)
  day: Day;

  /** They take orders on this day. */
  @Optional()
  @IsBoolean()
  expects_order?: boolean;

  /** They deliver on this day. */
  @Optional()
  @IsBoolean()
  makes_delivery?: boolean;

  /**
   * The last minute to order, by the clock of the ordering location; null when any time of the day will do.
   * @example 11:00
   */
  @Nullable()
  @IsTimeOfDay()
  order_deadline_time?: string | null;

  /** @example 06:00 */
  @Nullable()
  @IsTimeOfDay()
  delivery_time_from?: string | null;

  /** @example 09:00 */
  @Nullable()
  @IsTimeOfDay()
  delivery_time_to?: string | null;
}

export class SaveSupplierWeekDto {
  /** The days on which anything happens; days that are left out are free. Each day once. */
  @IsArray()
  @ArrayMaxSize(7)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SupplierDayDto)
  days: SupplierDayDto[];
}
