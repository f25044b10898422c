import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../../../common/http/validation/transforms.js';

export class ListPricesQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  product_id?: string;

  /** Only prices of this location itself, not those for everywhere. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}

export class ListGroupPricesQuery extends ListPricesQuery {
  @IsOptional()
  @IsUUID()
  price_group_id?: string;
}

export class ListPackagingPricesQuery extends ListPricesQuery {
  @IsOptional()
  @IsUUID()
  packaging_id?: string;
}
