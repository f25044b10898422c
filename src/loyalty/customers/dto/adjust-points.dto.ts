import { IsInt, IsUUID, Max, Min, NotEquals } from 'class-validator';
import { IsText, Optional } from '../../../common/http/validation/decorators.js';

const MOST = 1_000_000_000;

/** Points given or taken by hand. */
export class AdjustPointsDto {
  /**
   * Above zero: given. Below: taken, at most what they have.
   * @example 50
   */
  @IsInt()
  @Min(-MOST)
  @Max(MOST)
  @NotEquals(0)
  points: number;

  /** @example Goodwill */
  @IsText(500)
  reason: string;

  /** The program whose points they are; left out, the oldest membership, or the default program to begin with. */
  @Optional()
  @IsUUID()
  program_id?: string;
}
