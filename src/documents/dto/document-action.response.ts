import { STATUS_MEANINGS, type StatusMeaning } from '../workflow/document-header.js';
import { ApiProperty } from '@nestjs/swagger';

/** Why a step is not possible now. */
export class ActionReason {
  /** @example APPROVAL_REQUIRED */
  code: string;
  /** @example Level 1 ("Up to 1,000") is approved by role manager. */
  message: string;
}

/** A step that leads on from the document's status, and whether the caller may take it now. */
export class DocumentActionResponse {
  /** @example approve */
  action: string;
  /**
   * Code of the status that it leads to.
   * @example approved
   */
  to_status: string;
  /** @example Approved */
  to_status_name: string;
  /** @example approved */
  @ApiProperty({ enum: STATUS_MEANINGS })
  to_status_meaning: StatusMeaning;
  allowed: boolean;
  /** Every reason why not; empty when it is allowed. */
  reasons: ActionReason[];
  /** Whether a comment must say why. */
  requires_comment: boolean;
  /**
   * The level that the step would approve; null when no approval is missing.
   * @example 1
   */
  approval_level: number | null;
  /**
   * Levels that are missing after it; until they are given the document stays where it is.
   * @example [2]
   */
  later_levels: number[];
}
