import { IsText, Nullable } from '../../common/http/validation/decorators.js';

/** Moves a document on. */
export class StepDto {
  /**
   * Why; some steps ask for it.
   * @example Wrong van
   */
  @Nullable()
  @IsText(500)
  comment?: string | null;
}
