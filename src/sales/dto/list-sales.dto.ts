import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { IsDay } from '../../common/http/validation/day-or-instant.js';
import { SALE_STATUSES, type SaleStatus } from '../domain/sale-status.js';

export class ListSalesQuery extends ListQuery {
  @IsOptional()
  @IsIn(SALE_STATUSES)
  status?: SaleStatus;

  @IsOptional()
  @IsUUID()
  customer_id?: string;

  /** The user who sold. */
  @IsOptional()
  @IsUUID()
  cashier_id?: string;

  @IsOptional()
  @IsUUID()
  location_id?: string;

  @IsOptional()
  @IsUUID()
  register_id?: string;

  /** @example ORD-00000042 */
  @IsOptional()
  @IsString()
  @MaxLength(30)
  order_number?: string;

  /**
   * First business day.
   * @example 2010-12-01
   */
  @IsOptional()
  @IsDay()
  start_date?: string;

  /**
   * Last business day.
   * @example 2010-12-31
   */
  @IsOptional()
  @IsDay()
  end_date?: string;
}

export class ListReturnsQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  sale_id?: string;

  @IsOptional()
  @IsUUID()
  location_id?: string;

  @IsOptional()
  @IsDay()
  start_date?: string;

  @IsOptional()
  @IsDay()
  end_date?: string;
}
