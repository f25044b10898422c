import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const OPTIONAL_AUTHENTICATION_KEY = 'opentill:optional-authentication';

/** For a public route that does more for a known caller: credentials may be left out, but wrong ones are refused. */
export function OptionalAuthentication(): CustomDecorator {
  return SetMetadata(OPTIONAL_AUTHENTICATION_KEY, true);
}
