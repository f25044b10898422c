import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { IsText, Nullable, Optional } from '../../../../common/http/validation/decorators.js';
import { Trimmed, UpperCased } from '../../../../common/http/validation/transforms.js';
import { ContactDto } from '../../../shared/contact.dto.js';

export class SaveSupplierDivisionDto extends ContactDto {
  /**
   * Unique among the supplier's divisions.
   * @example Frozen goods
   */
  @Trimmed()
  @IsText(200)
  name: string;

  /**
   * Unique among the supplier's divisions; kept in upper case.
   * @example FROZEN
   */
  @Nullable()
  @UpperCased()
  @IsText(20)
  code?: string | null;

  /** @example Fish, vegetables and ice */
  @Nullable()
  @Trimmed()
  @IsText(500)
  description?: string | null;

  /**
   * Days from a delivery until it is due, instead of the supplier's; null when they are the same.
   * @example 14
   */
  @Nullable()
  @IsInt()
  @Min(0)
  @Max(3650)
  payment_days?: number | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdateSupplierDivisionDto extends PartialType(SaveSupplierDivisionDto, {
  skipNullProperties: false,
}) {}
