import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsUUID, Matches } from 'class-validator';
import { IsText, Nullable, Optional } from '../../common/http/validation/decorators.js';

const ACTION = /^[a-z][a-z0-9_]{0,39}$/;

/** A step by what is done or by where it leads; one of the two. */
export class TransitionDto {
  /** @example submit */
  @Optional()
  @Matches(ACTION, { message: 'action must be at most 40 of a-z 0-9 and _' })
  action?: string;

  /**
   * Code or name of a status.
   * @example submitted
   */
  @Optional()
  @IsText(100)
  status?: string;

  /** @example Agreed by telephone. */
  @Nullable()
  @IsText(1000)
  comment?: string | null;
}

/** One step of many documents. */
export class BulkTransitionDto {
  /** @example ["01930000-0000-7000-8000-000000000071"] */
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids: string[];

  /** @example approve */
  @Matches(ACTION, { message: 'action must be at most 40 of a-z 0-9 and _' })
  action: string;

  /** @example Agreed by telephone. */
  @Nullable()
  @IsText(1000)
  comment?: string | null;
}
