import { IsInt, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { Optional } from '../../../common/http/validation/decorators.js';

export class MoveProductGroupDto {
  /** The new group above; null makes it a root. */
  @ValidateIf((_, value) => value !== null)
  @IsUUID()
  parent_id: string | null;

  /**
   * Its place among the groups there, 0 for the first; the last one when left out or beyond the end.
   * @example 0
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  position?: number;
}
