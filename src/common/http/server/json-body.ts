import type { FastifyInstance } from 'fastify';

/**
 * Bodies are JSON; anything else is 415. An empty body is no body, whatever its content type says: clients send
 * `Content-Type: application/json` with every POST, those of actions that take nothing included.
 */
export function readJsonBodiesOnly(instance: FastifyInstance): void {
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (request, body, done) => {
      if (body.length === 0) done(null, undefined);
      else void parseJson(request, body as string, done);
    },
  );
}
