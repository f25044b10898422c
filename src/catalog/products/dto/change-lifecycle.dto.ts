import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsText, Nullable } from '../../../common/http/validation/decorators.js';
import { LIFECYCLE_STATUSES, type LifecycleStatus } from '../../domain/lifecycle.js';

export class ChangeLifecycleDto {
  /** @example phase_out */
  @IsIn(LIFECYCLE_STATUSES)
  @ApiProperty({ enum: LIFECYCLE_STATUSES })
  status: LifecycleStatus;

  /**
   * Why, for the history.
   * @example Replaced by the new model
   */
  @Nullable()
  @IsText(500)
  reason?: string | null;
}
