import multipart from '@fastify/multipart';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { takesStreamOf } from '../server/stream-body.js';

const FORM = 'multipart/form-data';

/** Forms with files, on routes with @StreamBody('multipart/form-data') alone; on any other they are 415. */
export async function acceptUploads(app: NestFastifyApplication): Promise<void> {
  await app.register(multipart);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preParsing', (request, _reply, _payload, done) => {
      const isForm = request.headers['content-type']?.trimStart().toLowerCase().startsWith(FORM) === true;
      if (!isForm || request.is404 || takesStreamOf(request, FORM)) return done();
      done(new UnsupportedMediaTypeException('This route does not take forms.'));
    });
}
