import type { FastifyRequest } from 'fastify';
import { ValidationFailed } from '../../errors/domain-error.js';
import { MalformedUpload } from './upload.errors.js';

const FILE_FIELD = 'file';
const LIMITS = { files: 1, fields: 20, parts: 21, fieldNameSize: 100, fieldSize: 10_000 };

interface Form {
  file?: Buffer;
  fields: Record<string, string>;
}

function isTooLarge(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'FST_REQ_FILE_TOO_LARGE';
}

/** The field `file` of a multipart form, and its text fields by name. Throws MALFORMED_UPLOAD. */
export async function readFormFile(request: FastifyRequest, limit: number): Promise<Form | 'too large'> {
  const form: Form = { fields: {} };
  const unknown: string[] = [];
  try {
    for await (const part of request.parts({ limits: { ...LIMITS, fileSize: limit } })) {
      if (part.type === 'field') form.fields[part.fieldname] = String(part.value);
      else if (part.fieldname === FILE_FIELD) form.file = await part.toBuffer();
      else {
        unknown.push(part.fieldname);
        part.file.resume();
      }
    }
  } catch (error) {
    if (isTooLarge(error)) return 'too large';
    throw new MalformedUpload(`The form cannot be read: ${(error as Error).message}.`);
  }
  if (unknown.length === 0) return form;
  const message = `send the file as the field "${FILE_FIELD}"`;
  throw new ValidationFailed(unknown.map((field) => ({ field, code: 'UNKNOWN_FIELD', message })));
}
