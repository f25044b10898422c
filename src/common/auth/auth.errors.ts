import { DomainError } from '../errors/domain-error.js';
import type { Permission } from './permissions.js';

export class NotAuthenticated extends DomainError {
  constructor() {
    super('unauthenticated', 'NOT_AUTHENTICATED', 'A valid access token or API key is required.');
  }
}

export class PermissionDenied extends DomainError {
  constructor(permission?: Permission) {
    super(
      'forbidden',
      'PERMISSION_DENIED',
      permission === undefined ? 'This route is closed.' : `The permission ${permission} is required.`,
      permission === undefined ? {} : { permission },
    );
  }
}
