import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsQuantity, IsText, Nullable } from '../../../common/http/validation/decorators.js';
import { QUALITY_ISSUES, type QualityIssue } from '../../domain/quality.js';

const DECISIONS = ['accepted', 'rejected', 'partial'] as const;

export class DecideQualityDto {
  @IsIn(DECISIONS)
  @ApiProperty({ enum: DECISIONS, example: 'rejected' })
  decision: (typeof DECISIONS)[number];

  /**
   * Needed for `partial`: how much of it stays, in the line's unit.
   * @example 4
   */
  @Nullable()
  @IsQuantity({ min: 0 })
  accepted_quantity?: number | null;

  /** Needed unless everything is accepted. */
  @Nullable()
  @IsIn(QUALITY_ISSUES)
  @ApiProperty({ enum: QUALITY_ISSUES, example: 'damaged' })
  issue_type?: QualityIssue | null;

  /** @example Two boxes are wet */
  @Nullable()
  @IsText(500)
  notes?: string | null;
}
