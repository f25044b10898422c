import { IsBoolean } from 'class-validator';
import { IsText, Optional } from '../../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export const MAX_ALT_TEXT = 300;

/** What is said of an image beside the file: in the address, or as fields of the form. */
export class UploadImageQuery {
  /**
   * What it shows, for those who cannot see it.
   * @example Blue coffee mug from the left
   */
  @Optional()
  @IsText(MAX_ALT_TEXT)
  alt_text?: string;

  /**
   * Makes it the product's main image; the first one always is.
   * @example true
   */
  @Optional()
  @QueryBoolean()
  @IsBoolean()
  is_primary?: boolean;
}
