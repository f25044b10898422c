import type { IncomingMessage } from 'node:http';
import { newId } from '../../database/new-id.js';

const SAFE = /^[\x21-\x7e]{1,100}$/;

/** The caller's X-Request-Id when it is fit for headers and logs, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SAFE.test(given) ? given : newId();
}
