import { ArrayMinSize, ArrayUnique, IsArray, IsInt, Max, Min } from 'class-validator';
import { Nullable } from '../../../common/http/validation/decorators.js';
import { IsHour, IsWallTime } from '../wall-time.js';

/** When a promotion runs. */
export class PromotionWindowDto {
  /**
   * First day or time by the clock of the store that sells.
   * @example 2026-12-01
   */
  @Nullable()
  @IsWallTime()
  starts_at?: string | null;

  /**
   * Last day or time, included.
   * @example 2026-12-31
   */
  @Nullable()
  @IsWallTime()
  ends_at?: string | null;

  /**
   * 1 is Monday; absent or null = every day.
   * @example [5, 6]
   */
  @Nullable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  days_of_week?: number[] | null;

  /**
   * From what time of the day on.
   * @example 17:00
   */
  @Nullable()
  @IsHour()
  time_from?: string | null;

  /**
   * Until what time of the day, included; before `time_from` it runs over midnight.
   * @example 19:00
   */
  @Nullable()
  @IsHour()
  time_to?: string | null;
}
