import { IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { IsText } from '../../common/http/validation/decorators.js';

export class ListNumberSeriesQuery extends ListQuery {
  /**
   * How the key begins.
   * @example receipt:
   */
  @IsOptional()
  @IsText(100)
  key_prefix?: string;

  /**
   * Code of the document type that they number.
   * @example purchase_order
   */
  @IsOptional()
  @IsText(40)
  type?: string;

  /** Of this location only. */
  @IsOptional()
  @IsUUID()
  location_id?: string;
}
