import { ApiProperty } from '@nestjs/swagger';
import { LIFECYCLE_STATUSES, type LifecycleStatus } from '../../domain/lifecycle.js';
import type { LifecycleChangeRow } from '../product-lifecycle.js';

export class LifecycleChangeResponse {
  id: string;
  @ApiProperty({ enum: LIFECYCLE_STATUSES, example: 'active' })
  from_status: LifecycleStatus;
  @ApiProperty({ enum: LIFECYCLE_STATUSES, example: 'phase_out' })
  to_status: LifecycleStatus;
  /** @example Replaced by the new model */
  reason: string | null;
  /** The user who did it. */
  actor_id: string;
  created_at: Date;

  static from(row: LifecycleChangeRow): LifecycleChangeResponse {
    return { ...row };
  }
}
