import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, ValidateNested } from 'class-validator';
import { Nullable, Optional } from '../../../../common/http/validation/decorators.js';
import { DAYS, type Day } from '../../../domain/week.js';
import { IsTimeOfDay } from '../../../shared/time-of-day.js';

export class CustomerDayDto {
  /** @example mon */
  @IsIn(DAYS)
  day: Day;

  /** They order on this day. */
  @Optional()
  @IsBoolean()
  expects_order?: boolean;

  /** They want to be delivered to on this day. */
  @Optional()
  @IsBoolean()
  expects_delivery?: boolean;

  /** @example 08:00 */
  @Nullable()
  @IsTimeOfDay()
  preferred_delivery_time_from?: string | null;

  /** @example 11:30 */
  @Nullable()
  @IsTimeOfDay()
  preferred_delivery_time_to?: string | null;
}

export class SaveCustomerWeekDto {
  /** The days on which anything happens; days that are left out are free. Each day once. */
  @IsArray()
  @ArrayMaxSize(7)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => CustomerDayDto)
  days: CustomerDayDto[];
}
