import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { NAME } from '../about/package-info.js';
import { describeApi } from '../openapi/describe-api.js';
import { readRedocBundle } from './redoc-bundle.js';

const REDOC_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${NAME} API</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <style>body { margin: 0; padding: 0; }</style>
  </head>
  <body>
    <div id="redoc"></div>
    <script type="module" src="/redoc/start.js"></script>
  </body>
</html>
`;

const REDOC_START = `import { init } from '/redoc/redoc.standalone.js';

const answer = await fetch('/v1/openapi.json');
init(await answer.json(), { disableTelemetry: true }, document.getElementById('redoc'));
`;

/** ReDoc searches in a worker that it makes from a blob, and styles itself. */
const REDOC_POLICY =
  "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'";

const DAY_SECONDS = 86_400;

function serveRedoc(instance: FastifyInstance): void {
  const page = (reply: FastifyReply): FastifyReply => reply.header('content-security-policy', REDOC_POLICY);
  instance.get('/redoc', (_, reply) => page(reply).type('text/html; charset=utf-8').send(REDOC_PAGE));
  instance.get('/redoc/start.js', (_, reply) =>
    reply.type('text/javascript; charset=utf-8').send(REDOC_START),
  );
  instance.get('/redoc/redoc.standalone.js', async (_, reply) => {
    const bundle = await readRedocBundle();
    return reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', `max-age=${DAY_SECONDS}`)
      .send(bundle);
  });
}

/** Swagger UI at /docs, ReDoc at /redoc, the description itself at /v1/openapi.json: built when first asked for. */
export function serveDocs(app: NestFastifyApplication): void {
  let json: string | undefined;
  const instance = app.getHttpAdapter().getInstance();
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    raw: false,
    customSiteTitle: `${NAME} API`,
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true },
  });
  serveRedoc(instance);
  instance.get('/v1/openapi.json', (_, reply) => {
    json ??= JSON.stringify(describeApi(app));
    return reply.type('application/json; charset=utf-8').send(json);
  });
}
