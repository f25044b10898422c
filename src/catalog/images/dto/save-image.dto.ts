import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import { IsText, Nullable } from '../../../common/http/validation/decorators.js';
import { MAX_IMAGES } from '../image-store.js';
import { MAX_ALT_TEXT } from './upload-image.query.js';

/** Sent fields change, unsent ones stay, null clears. */
export class UpdateImageDto {
  /**
   * What it shows, for those who cannot see it.
   * @example Blue coffee mug from the left
   */
  @Nullable()
  @IsText(MAX_ALT_TEXT)
  alt_text?: string | null;
}

export class OrderImagesDto {
  /**
   * All images of the product, the main one first.
   * @example ["01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10"]
   */
  @IsArray()
  @ArrayMaxSize(MAX_IMAGES)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  image_ids: string[];
}
