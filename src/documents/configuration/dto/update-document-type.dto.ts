import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';

export class UpdateDocumentTypeDto {
  /** @example Goods received */
  @Optional()
  @IsText(100)
  name?: string;

  /** @example What a supplier brought. */
  @Nullable()
  @IsText(500)
  description?: string | null;

  /** No documents are made of an inactive type; those that there are go on. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /** @example 3 */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(1000)
  sort_order?: number;
}
