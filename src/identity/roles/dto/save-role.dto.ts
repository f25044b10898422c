import { PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray } from 'class-validator';
import { IsPercent, IsText, Nullable } from '../../../common/http/validation/decorators.js';
import { Trimmed } from '../../../common/http/validation/transforms.js';
import { ArePermissionEntries } from '../is-permission-entry.js';

export class SaveRoleDto {
  /** @example shift_lead */
  @Trimmed()
  @IsText(50)
  name: string;

  /** @example Cashier who may give money back */
  @Nullable()
  @IsText(500)
  description?: string | null;

  /**
   * Permissions, `context:*`, groups (`read`, `write`, `pos`, `reports`, `inventory`) or `*`; none that the caller lacks.
   * @example ["read", "pos", "sales:refund"]
   */
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @ArePermissionEntries()
  permissions: string[];

  /**
   * The most that its users may take off a price by hand, in percent of it; null = no limit. None that the caller lacks.
   * @example 10
   */
  @Nullable()
  @IsPercent()
  discount_limit_percent?: number | null;
}

export class UpdateRoleDto extends PartialType(SaveRoleDto, { skipNullProperties: false }) {}
