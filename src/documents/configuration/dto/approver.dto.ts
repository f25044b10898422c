import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { IsText, Optional } from '../../../common/http/validation/decorators.js';
import { APPROVER_TYPES, type ApproverType } from '../../domain/workflow-configuration.js';

/** One person, everybody with a role, or everybody with a permission. */
export class ApproverDto {
  /** @example role */
  @ApiProperty({ enum: APPROVER_TYPES })
  @IsIn(APPROVER_TYPES)
  type: ApproverType;

  /**
   * For the type `user`.
   * @example 01930000-0000-7000-8000-000000000001
   */
  @Optional()
  @IsUUID()
  user_id?: string;

  /**
   * For the type `role`: its name.
   * @example manager
   */
  @Optional()
  @IsText(50)
  role?: string;

  /**
   * For the type `permission`.
   * @example purchasing:approve
   */
  @Optional()
  @IsText(60)
  permission?: string;
}
