import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../common/http/validation/transforms.js';

export class ListStockLevelsQuery extends ListQuery {
  /** Only products at or below their minimum. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  low_stock_only?: boolean;

  /** One location; products it never held are listed with 0. Left out: every location a product was ever held at. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  @IsOptional()
  @IsUUID()
  product_id?: string;

  /** Products of a category and of all below it. */
  @IsOptional()
  @IsUUID()
  category_id?: string;
}
