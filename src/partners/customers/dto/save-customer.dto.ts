import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { IsPercent, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { SavePartnerDto } from '../../shared/save-partner.dto.js';
import {
  CUSTOMER_CATEGORIES,
  CUSTOMER_TYPES,
  type CustomerCategory,
  type CustomerType,
} from '../customer.entity.js';

export class SaveCustomerDto extends SavePartnerDto {
  /** @example person */
  @Optional()
  @IsIn(CUSTOMER_TYPES)
  type?: CustomerType;

  /** @example regular */
  @Optional()
  @IsIn(CUSTOMER_CATEGORIES)
  category?: CustomerCategory;

  /**
   * Points brought along from elsewhere. Later they move only by entries that say why, so a change may repeat
   * them but not alter them.
   * @example 0
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  loyalty_points?: number;

  /**
   * Days from a sale on account until it is due.
   * @example 14
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(3650)
  payment_delay_days?: number;

  /** The group whose prices they get. */
  @Nullable()
  @IsUUID()
  price_group_id?: string | null;

  /**
   * Taken off every sale; null when none is.
   * @example 5
   */
  @Nullable()
  @IsPercent()
  discount_percent?: number | null;

  /** Nothing may be sold to them. */
  @Optional()
  @IsBoolean()
  sales_blocked?: boolean;

  /** They pay at once; nothing goes on account. */
  @Optional()
  @IsBoolean()
  credit_blocked?: boolean;
}

export class UpdateCustomerDto extends PartialType(SaveCustomerDto, { skipNullProperties: false }) {}
