import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { STATUS_MEANINGS, type StatusMeaning } from '../../workflow/document-header.js';

/** Letters of any script, so that a shop may use its own words. */
const CODE = /^[\p{L}\p{N}_-]{1,40}$/u;
const CODE_MESSAGE = '$property must be at most 40 letters, digits, _ and -';

export class WorkflowStatusDto {
  /**
   * Of a status that there is, so that its code may change; without it the code tells.
   * @example 01930000-0000-7000-8000-000000000081
   */
  @Optional()
  @IsUUID()
  id?: string;

  /** @example completed */
  @Matches(CODE, { message: CODE_MESSAGE })
  code: string;

  /** @example Completed */
  @IsText(100)
  name: string;

  /**
   * What the status is for: the program goes by this.
   * @example completed
   */
  @ApiProperty({ enum: STATUS_MEANINGS })
  @IsIn(STATUS_MEANINGS)
  meaning: StatusMeaning;

  /** Inactive statuses are not entered any more. */
  @Optional()
  @IsBoolean()
  is_active: boolean = true;

  /** Documents begin here. */
  @Optional()
  @IsBoolean()
  is_initial: boolean = false;

  /** No way leads on. */
  @Optional()
  @IsBoolean()
  is_final: boolean = false;

  @Optional()
  @IsBoolean()
  is_cancellation: boolean = false;

  /** Entering it posts stock, unless it is posted. */
  @Optional()
  @IsBoolean()
  posts_stock: boolean = false;

  /** Entering it takes back what was posted. */
  @Optional()
  @IsBoolean()
  reverses_stock: boolean = false;

  /** What was posted may be corrected while a document is here. */
  @Optional()
  @IsBoolean()
  allows_correction: boolean = false;

  @Optional()
  @IsBoolean()
  allows_editing: boolean = false;

  @Optional()
  @IsBoolean()
  allows_deletion: boolean = false;

  /** Entering it draws the number, if the document has none. */
  @Optional()
  @IsBoolean()
  issues_number: boolean = false;
}

export class WorkflowTransitionDto {
  /**
   * Code of a status.
   * @example draft
   */
  @Matches(CODE, { message: CODE_MESSAGE })
  from: string;

  /**
   * Code of a status.
   * @example completed
   */
  @Matches(CODE, { message: CODE_MESSAGE })
  to: string;

  /** @example complete */
  @Matches(/^[a-z][a-z0-9_]{0,39}$/, { message: 'action must be at most 40 of a-z 0-9 and _' })
  action: string;

  /** Only the program takes it, when what it stands for has happened; such ways stay as they are. */
  @Optional()
  @IsBoolean()
  is_automatic: boolean = false;

  @Optional()
  @IsBoolean()
  requires_comment: boolean = false;

  /**
   * Needed instead of the permission that documents of this type ask for.
   * @example purchasing:approve
   */
  @Nullable()
  @IsText(60)
  permission: string | null = null;
}

/** The whole workflow of a type: what is not in it is removed. */
export class SaveWorkflowDto {
  /** Whether documents are numbered without gaps and never deleted; may change while there are none. */
  @Optional()
  @IsBoolean()
  is_fiscal?: boolean;

  /** In their order. */
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(40)
  @ValidateNested({ each: true })
  @Type(() => WorkflowStatusDto)
  statuses: WorkflowStatusDto[];

  /** In their order. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(400)
  @ValidateNested({ each: true })
  @Type(() => WorkflowTransitionDto)
  transitions: WorkflowTransitionDto[];
}
