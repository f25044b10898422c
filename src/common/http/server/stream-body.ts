import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

interface StreamingRoute {
  stream_types?: readonly string[];
}

/** Large uploads: the handler gets the body as a stream. Everywhere else these content types are 415. */
const STREAM_TYPES = [
  'text/csv',
  'application/x-ndjson',
  'application/octet-stream',
  'image/avif',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
] as const;
export type StreamType = (typeof STREAM_TYPES)[number] | 'multipart/form-data';

/** The route takes its body as a stream of one of these content types, unlimited: the handler counts. */
export function StreamBody(...stream_types: StreamType[]): MethodDecorator {
  return RouteConfig({ stream_types } satisfies StreamingRoute);
}

export function takesStreamOf(request: FastifyRequest, type: string): boolean {
  return (request.routeOptions.config as StreamingRoute).stream_types?.includes(type) === true;
}

export function readStreamBodies(instance: FastifyInstance): void {
  instance.addContentTypeParser([...STREAM_TYPES], (request, payload, done) => {
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (takesStreamOf(request, type)) return done(null, payload);
    done(Object.assign(new Error(`This route does not take ${type}.`), { statusCode: 415 }));
  });
}
