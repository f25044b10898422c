import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import {
  IsMoney,
  IsPercent,
  IsText,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import { Trimmed } from '../../../common/http/validation/transforms.js';
import { SavePartnerDto } from '../../shared/save-partner.dto.js';
import {
  CUSTOMER_CATEGORIES,
  CUSTOMER_TYPES,
  TAX_TREATMENTS,
  type CustomerCategory,
  type CustomerType,
  type TaxTreatment,
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
   * The most that may be owed; with null or 0 nothing goes on account.
   * @example 1000
   */
  @Nullable()
  @IsMoney()
  credit_limit?: number | null;

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

  /**
   * How tax is charged: as usual; not at all (`exempt`); or by themselves (`reverse_charge`, which needs their VAT
   * number).
   * @example standard
   */
  @Optional()
  @IsIn(TAX_TREATMENTS)
  tax_treatment?: TaxTreatment;

  /**
   * Of the certificate that exempts them.
   * @example EX-2026-0042
   */
  @Nullable()
  @Trimmed()
  @IsText(50)
  exemption_number?: string | null;

  /**
   * The last day of the exemption; from the next day on tax is charged as usual. Null when it has no end.
   * @example 2027-12-31
   */
  @Nullable()
  @IsDay()
  exemption_valid_until?: string | null;

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
