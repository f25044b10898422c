import { PartialType, PickType } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { IsMoney, Nullable } from '../../../common/http/validation/decorators.js';

/** A rule for one product, category (with all below it) or brand, with one rate. */
export class SaveEarnRuleDto {
  /** Counts before a rule for its category or brand. */
  @Nullable()
  @IsUUID()
  product_id?: string | null;

  /** Counts before a rule for a category above it, and before one for a brand. */
  @Nullable()
  @IsUUID()
  category_id?: string | null;

  @Nullable()
  @IsUUID()
  brand_id?: string | null;

  /**
   * Points for each 1.00, whatever the program's rate; 0 earns nothing. Either this or multiplier.
   * @example 0
   */
  @Nullable()
  @IsMoney({ max: 1000 })
  points_per_unit?: number | null;

  /**
   * Of the program's rate.
   * @example 2
   */
  @Nullable()
  @IsMoney({ max: 100 })
  multiplier?: number | null;
}

export class UpdateEarnRuleDto extends PartialType(
  PickType(SaveEarnRuleDto, ['points_per_unit', 'multiplier'] as const),
  { skipNullProperties: false },
) {}
