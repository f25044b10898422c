import { ApiProperty } from '@nestjs/swagger';
import { ActionReason } from './document-action.response.js';

/** What became of one of many documents. */
export class TransitionVerdict {
  /** @example 01930000-0000-7000-8000-000000000071 */
  id: string;
  /** @example PO-000001 */
  number: string | null;
  /** True when it moved on, or waits for the next level only. */
  is_done: boolean;
  /**
   * Code of the status it has now; null when it is not known.
   * @example approved
   */
  status: string | null;
  /**
   * The approval level that is missing before it moves on.
   * @example 2
   */
  pending_level: number | null;
  /** Why nothing was done with it; empty when something was. */
  @ApiProperty({ type: [ActionReason] })
  reasons: ActionReason[];
}
