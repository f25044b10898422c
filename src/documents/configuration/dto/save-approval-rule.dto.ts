import { ApiProperty, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import {
  IsCurrencyCode,
  IsMoney,
  IsText,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { ApproverDto } from './approver.dto.js';

export class SaveApprovalRuleDto {
  /** @example Up to 1,000 */
  @IsText(100)
  name: string;

  /**
   * Code of the status before the step.
   * @example submitted
   */
  @IsText(40)
  from_status: string;

  /**
   * Code of the status after it.
   * @example approved
   */
  @IsText(40)
  to_status: string;

  /**
   * Levels are given in their order, beginning with 1.
   * @example 1
   */
  @IsInt()
  @Min(1)
  @Max(9)
  level: number;

  @IsObject()
  @ValidateNested()
  @Type(() => ApproverDto)
  approver: ApproverDto;

  /**
   * The rule is about amounts above it; null or absent for all.
   * @example 100
   */
  @Nullable()
  @IsMoney()
  min_amount?: number | null;

  /**
   * The rule is about amounts up to and including it; null or absent for all.
   * @example 1000
   */
  @Nullable()
  @IsMoney()
  max_amount?: number | null;

  /**
   * Of the amounts; null or absent for whatever currency.
   * @example EUR
   */
  @Nullable()
  @IsCurrencyCode()
  currency?: string | null;

  /** Whether the approver must say why. */
  @Optional()
  @IsBoolean()
  requires_reason?: boolean;

  /** Whether neither the document's author nor the approver of a lower level may approve; true unless said. */
  @Optional()
  @IsBoolean()
  four_eyes?: boolean;

  /**
   * Hours after which `escalate_to` may approve too.
   * @example 48
   */
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(8760)
  escalate_after_hours?: number | null;

  @ApiProperty({ type: ApproverDto, nullable: true, required: false })
  @Nullable()
  @IsObject()
  @ValidateNested()
  @Type(() => ApproverDto)
  escalate_to?: ApproverDto | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdateApprovalRuleDto extends PartialType(SaveApprovalRuleDto, { skipNullProperties: false }) {}
