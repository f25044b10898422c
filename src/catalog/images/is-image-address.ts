import { isURL, maxLength, ValidateBy } from 'class-validator';

const WEB_ADDRESS = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };
const MAX_LENGTH = 2000;
/** What a product answers once an image was uploaded for it; what was answered can be sent back. */
const OWN_ADDRESS = /^\/v1\/images\/[0-9a-f-]{36}\/[a-z]+$/;

/** A web address, or that of an uploaded image. */
export function IsImageAddress(): PropertyDecorator {
  return ValidateBy({
    name: 'isUrl',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' &&
        (OWN_ADDRESS.test(value) || (isURL(value, WEB_ADDRESS) && maxLength(value, MAX_LENGTH))),
      defaultMessage: () => `$property must be a URL address of at most ${MAX_LENGTH} characters`,
    },
  });
}
