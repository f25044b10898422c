import { PartialType } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { IsPercent, IsText, Nullable, Optional } from '../../../../common/http/validation/decorators.js';
import { Trimmed } from '../../../../common/http/validation/transforms.js';
import { AddressDto } from '../../../shared/contact.dto.js';

export class SaveCustomerSiteDto extends AddressDto {
  /**
   * Unique among the customer's sites.
   * @example Back entrance
   */
  @Trimmed()
  @IsText(200)
  name: string;

  /** @example EC1A 1BB */
  @Nullable()
  @Trimmed()
  @IsText(20)
  postal_code?: string | null;

  /** Goods go here; true unless said otherwise. */
  @Optional()
  @IsBoolean()
  is_delivery_address?: boolean;

  /** Invoices go here. */
  @Optional()
  @IsBoolean()
  is_billing_address?: boolean;

  /** Where everything goes that no other site is for; the site that was primary before no longer is. */
  @Optional()
  @IsBoolean()
  is_primary?: boolean;

  /**
   * Agreed for what goes to this site.
   * @example 2.5
   */
  @Nullable()
  @IsPercent()
  special_discount_percent?: number | null;

  /** A site that is not active gets nothing; a primary one stops being primary. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /** @example Deliver before eight */
  @Nullable()
  @IsText(2000)
  notes?: string | null;
}

export class UpdateCustomerSiteDto extends PartialType(SaveCustomerSiteDto, { skipNullProperties: false }) {}
