import { IsInt, Matches, Max, Min } from 'class-validator';
import { IsMoney, IsText, Optional } from '../../../common/http/validation/decorators.js';
import { LowerCased, Trimmed } from '../../../common/http/validation/transforms.js';

/** A tier of a program, as it is sent and shown. */
export class TierDto {
  /**
   * Kept in lower case; unique in its program.
   * @example silver
   */
  @LowerCased()
  @Matches(/^[a-z0-9][a-z0-9_-]{0,19}$/, { message: 'code must be 1 to 20 letters, digits, _ or -' })
  code: string;

  /** @example Silver */
  @Trimmed()
  @IsText(50)
  name: string;

  /**
   * Reached with so many points earned within the program's window; 0 is where everybody begins.
   * @example 1000
   */
  @IsInt()
  @Min(0)
  @Max(1_000_000_000_000)
  threshold_points: number;

  /**
   * What is earned in this tier, times this.
   * @example 1.25
   */
  @Optional()
  @IsMoney({ max: 100 })
  earn_multiplier?: number;
}
