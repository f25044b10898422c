import { ApiProperty, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, Max, Min } from 'class-validator';
import {
  IsMoney,
  IsPercent,
  IsText,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { Trimmed } from '../../../common/http/validation/transforms.js';
import { SavePartnerDto } from '../../shared/save-partner.dto.js';

export class SaveSupplierDto extends SavePartnerDto {
  /**
   * Days from a delivery until it is due.
   * @example 30
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(3650)
  payment_days?: number;

  /**
   * The most that we may owe them; null when none is agreed, 0 when we pay at once.
   * @example 5000
   */
  @Nullable()
  @IsMoney()
  credit_limit?: number | null;

  /**
   * How much more than ordered they may deliver, in percent; null leaves it to the setting.
   * @example 5
   */
  @Nullable()
  @IsPercent({ max: 1000 })
  over_delivery_percent?: number | null;

  /** @example First Bank */
  @Nullable()
  @Trimmed()
  @IsText(200)
  bank_name?: string | null;

  /** @example GB33BUKB20201555555555 */
  @Nullable()
  @Trimmed()
  @IsText(50)
  bank_account?: string | null;

  /** A part of our own business. */
  @Optional()
  @IsBoolean()
  is_internal?: boolean;

  /** Nothing may be ordered or received from them. */
  @Optional()
  @IsBoolean()
  delivery_blocked?: boolean;

  /** What they offer, in words of your own; nothing computes with it. */
  @ApiProperty({ type: 'array', items: {}, example: ['coffee', 'tea'] })
  @Nullable()
  @IsArray()
  @ArrayMaxSize(1000)
  product_list?: unknown[] | null;
}

export class UpdateSupplierDto extends PartialType(SaveSupplierDto, { skipNullProperties: false }) {}
