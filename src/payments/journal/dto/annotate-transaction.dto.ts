import { IsText, Nullable } from '../../../common/http/validation/decorators.js';

/** All that may change about a transaction. */
export class AnnotateTransactionDto {
  /**
   * null clears them.
   * @example Counted twice with the manager.
   */
  @Nullable()
  @IsText(1000)
  notes?: string | null;
}
