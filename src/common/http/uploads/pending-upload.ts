import type { Readable } from 'node:stream';
import {
  createParamDecorator,
  PayloadTooLargeException,
  UnsupportedMediaTypeException,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidField } from '../../errors/domain-error.js';
import { readFormFile } from './form-file.js';
import { readAtMost } from './read-at-most.js';
import { BrokenOff } from './upload.errors.js';

/** A file that a request brought, and the form's other fields. */
export interface Upload {
  file: Buffer;
  fields: Readonly<Record<string, string>>;
}

function isStream(body: unknown): body is Readable {
  return typeof (body as { pipe?: unknown } | null | undefined)?.pipe === 'function';
}

/**
 * A body that is not read before the handler has decided that it wants it: until then the sender waits, and nothing
 * is held in memory.
 */
export class PendingUpload {
  constructor(private readonly request: FastifyRequest) {}

  /**
   * The field `file` of a form, or else the whole body. 413 when it is larger than `limit` bytes, 415 for a body that
   * is neither; throws MALFORMED_UPLOAD, and FILE_MISSING on the field `file`.
   */
  async read(limit: number): Promise<Upload> {
    const upload = await this.readAny(limit);
    if (upload === 'too large') {
      throw new PayloadTooLargeException(`The file is larger than ${limit} bytes.`);
    }
    if (upload.file === undefined || upload.file.length === 0) {
      throw new InvalidField('file', 'FILE_MISSING', 'send a file that is not empty');
    }
    return { file: upload.file, fields: upload.fields };
  }

  private async readAny(limit: number): Promise<(Partial<Upload> & Pick<Upload, 'fields'>) | 'too large'> {
    const isForm = this.request.isMultipart();
    if (!isForm && !isStream(this.request.body)) {
      throw new UnsupportedMediaTypeException('Send the file as it is, or as the field "file" of a form.');
    }
    // Gone while it waited for its turn: nothing would ever end the reading.
    if (this.request.raw.destroyed) throw new BrokenOff();
    if (isForm) return readFormFile(this.request, limit);
    const file = await readAtMost(this.request.body as Readable, limit);
    return file === 'too large' ? file : { file, fields: {} };
  }
}

/** Injects the body of a route with @StreamBody as a PendingUpload. */
export const CurrentUpload = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    new PendingUpload(context.switchToHttp().getRequest<FastifyRequest>()),
);
