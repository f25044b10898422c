import { DomainError, InvalidField } from '../../common/errors/domain-error.js';

/** What was sent as an image cannot be one here; says why in terms of the field `file`. */
export class UnusableImage extends InvalidField {
  constructor(
    code: 'IMAGE_TYPE_NOT_SUPPORTED' | 'IMAGE_POLYGLOT' | 'IMAGE_UNREADABLE' | 'IMAGE_TOO_LARGE',
    message: string,
  ) {
    super('file', code, message);
  }
}

export class TooManyImages extends DomainError {
  constructor(most: number) {
    super('conflict', 'TOO_MANY_IMAGES', `A product has at most ${most} images.`, { most });
  }
}

/** The very same file is an image of this product already. */
export class ImageExists extends DomainError {
  constructor(image_id: string) {
    super('conflict', 'IMAGE_EXISTS', 'This product has the same image already.', { image_id });
  }
}
