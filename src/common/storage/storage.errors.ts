import { Logger } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

/** The place where files are kept cannot be reached, or has no room. */
export class StorageUnavailable extends DomainError {
  constructor() {
    super(
      'unavailable',
      'STORAGE_UNAVAILABLE',
      'Files cannot be stored or read just now; try again shortly.',
    );
  }
}

/** The reason is for whoever runs the server, not for the caller. */
export function unavailable(reason: unknown): never {
  new Logger('Storage').warn({ err: reason, msg: 'Files cannot be stored or read' });
  throw new StorageUnavailable();
}
