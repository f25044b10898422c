import { IsInt, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';

export class SaveCategoryDto {
  /**
   * Unique below the same parent, whatever its case.
   * @example Kitchenware
   */
  @IsText(100)
  name: string;

  /** @example Pots, pans and mugs */
  @Nullable()
  @IsString()
  @MaxLength(5000)
  description?: string | null;

  /** The category above; null or left out for a root. */
  @Nullable()
  @IsUUID()
  parent_id?: string | null;

  /**
   * Order among its siblings, then by name.
   * @example 0
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  sort_order?: number;
}
