import type { IncomingMessage } from 'node:http';

const ALIAS = /^\/api(?=\/v1(?:[/?#]|$))/;

/** `/api/v1/…` reaches the routes of `/v1/…`; every other address stays as it is. */
export function rewriteAlias(request: IncomingMessage): string {
  return (request.url ?? '/').replace(ALIAS, '');
}
