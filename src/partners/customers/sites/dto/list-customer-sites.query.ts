import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery } from '../../../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../../../common/http/validation/transforms.js';

export class ListCustomerSitesQuery extends ListQuery {
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_delivery_address?: boolean;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_billing_address?: boolean;
}
