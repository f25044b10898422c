import { IsText, Nullable } from '../../common/http/validation/decorators.js';

/** Moves a document on by the name or code of the status it is to have. */
export class ChangeStatusDto {
  /**
   * Its code or name, in any case.
   * @example Delivered
   */
  @IsText(100)
  status: string;

  /** @example All there, two boxes dented */
  @Nullable()
  @IsText(1000)
  comments?: string | null;
}

/** Why, where the step asks for it. */
export class CommentDto {
  /** @example Ordered elsewhere */
  @Nullable()
  @IsText(1000)
  comment?: string | null;
}
