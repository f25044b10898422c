import { IsText } from '../../../common/http/validation/decorators.js';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';

export class ClosePeriodDto {
  /**
   * The last business day that is closed; over at every location, and after the last one closed before.
   * @example 2026-10-31
   */
  @IsDay()
  until: string;
}

export class ReopenPeriodDto {
  /** @example Invoice of October came late */
  @IsText(500)
  reason: string;
}
