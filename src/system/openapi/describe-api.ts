import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { NAME, VERSION } from '../about/package-info.js';
import { completeOperation, METHODS } from './complete-operation.js';
import { mendSchemas } from './mend-schemas.js';
import { addProblemComponents } from './problem-components.js';
import { addResponseHeaders } from './response-headers.js';

const DESCRIPTION = `Point-of-sale and stock backend: sales, payments, inventory with FIFO cost layers, verifiable receipts.

Money is a JSON number in major units, times are RFC 3339 in UTC, ids are UUIDs. Lists are bare arrays, paged by the
\`Link\` header. Errors are problem documents (RFC 9457) with a stable \`code\`. \`/api/v1\` reaches the same routes.`;

function configuration(): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(NAME)
    .setVersion(VERSION)
    .setDescription(DESCRIPTION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'From POST /v1/auth/login.',
    })
    .addApiKey(
      { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'From POST /v1/api-keys.' },
      'api_key',
    )
    .build();
}

/** `ProductsController.update` → `products_update` */
function operationIdOf(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}_${method}`;
}

/** The OpenAPI 3.1 description of every route. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, configuration(), { operationIdFactory: operationIdOf });
  document.components ??= {};
  addProblemComponents(document.components);
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      completeOperation(method, operation);
      addResponseHeaders(operation, document.components.schemas ?? {});
    }
  }
  mendSchemas(document);
  const tags = new Set(
    Object.values(document.paths).flatMap((item) => METHODS.flatMap((method) => item[method]?.tags ?? [])),
  );
  document.tags = [...tags].sort().map((name) => ({ name }));
  return document;
}
