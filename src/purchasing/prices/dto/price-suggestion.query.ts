import { IsOptional, IsUUID } from 'class-validator';
import { IsText } from '../../../common/http/validation/decorators.js';

export class PriceSuggestionQuery {
  @IsUUID()
  supplier_id: string;

  @IsUUID()
  product_id: string;

  /** Absent = the default location. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  /**
   * Code of a pack, or of the product's own unit.
   * @example box
   */
  @IsOptional()
  @IsText(20)
  unit?: string;
}
