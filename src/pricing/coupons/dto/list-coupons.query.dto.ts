import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class ListCouponsQuery extends ListQuery {
  /**
   * A part of the code.
   * @example WELCOME
   */
  @IsOptional()
  @IsText(40)
  q?: string;

  @IsOptional()
  @IsUUID()
  customer_id?: string;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}

export class CheckCouponQuery {
  /** Whose it would be; absent = nobody known. */
  @IsOptional()
  @IsUUID()
  customer_id?: string;

  /** Where it would be used; absent = the default location. */
  @IsOptional()
  @IsUUID()
  location_id?: string;
}
