import compress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../../../config/app-config.js';

/** Answers of a checkout are smaller: compressing them would cost more time than it saves. */
const COMPRESS_FROM_BYTES = 4096;

const EXPOSED_HEADERS = [
  'Link',
  'X-Total-Count',
  'ETag',
  'X-Request-Id',
  'Idempotency-Replayed',
  'Retry-After',
];
const RATE_LIMIT_HEADERS = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'];

/** Compression, security headers and CORS. */
export async function applyResponsePolicy(app: NestFastifyApplication, config: AppConfig): Promise<void> {
  // Bodies are not decompressed: a small one could become an endless one.
  await app.register(compress, {
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['br', 'gzip'],
    globalDecompression: false,
  });
  app.useSecurityHeaders({
    // A shop may serve plain HTTP in its own network; whoever ends TLS in front adds these two.
    contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } },
    strictTransportSecurity: false,
  });
  if (config.cors_origins.length === 0) return;
  app.enableCors({
    origin: config.cors_origins.includes('*') ? '*' : [...config.cors_origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: [...EXPOSED_HEADERS, ...RATE_LIMIT_HEADERS],
    maxAge: 600,
  });
}
