import { PartialType } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { IsText, Nullable } from '../../../common/http/validation/decorators.js';

export class SaveReviewDto {
  /**
   * Stars, 1 to 5.
   * @example 5
   */
  @IsInt()
  @Min(1)
  @Max(5)
  rating: number;

  /** @example Keeps coffee warm */
  @Nullable()
  @IsText(100)
  title?: string | null;

  /** @example Bought two, both still whole after a year. */
  @Nullable()
  @IsText(5000)
  comment?: string | null;
}

/** Sent fields change, unsent ones stay, null clears. */
export class UpdateReviewDto extends PartialType(SaveReviewDto, { skipNullProperties: false }) {}

export class HideReviewDto {
  /**
   * For the other moderators; the public does not see it.
   * @example Insults the staff
   */
  @Nullable()
  @IsText(500)
  reason?: string | null;
}
