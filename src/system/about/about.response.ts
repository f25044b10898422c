import { NAME, VERSION } from './package-info.js';

export class LinksResponse {
  /** @example /v1 */
  api: string = '/v1';

  /** @example /docs */
  docs: string = '/docs';

  /** @example /redoc */
  redoc: string = '/redoc';

  /** @example /v1/openapi.json */
  openapi: string = '/v1/openapi.json';

  /** @example /health */
  health: string = '/health';
}

export class AboutResponse {
  /** @example Opentill */
  name: string = NAME;

  /** @example 0.1.0 */
  version: string = VERSION;

  links: LinksResponse = new LinksResponse();
}
