import type { Permission } from '../common/auth/permissions.js';
import { DomainError } from '../common/errors/domain-error.js';

export class InvalidCredentials extends DomainError {
  constructor() {
    super('unauthenticated', 'INVALID_CREDENTIALS', 'The username or the password is wrong.');
  }
}

export class LoginLocked extends DomainError {
  constructor(retry_after: number) {
    super('throttled', 'LOGIN_LOCKED', `Too many wrong passwords; try again in ${retry_after} seconds.`, {
      retry_after,
    });
  }
}

export class InvalidRefreshToken extends DomainError {
  constructor() {
    super(
      'unauthenticated',
      'INVALID_REFRESH_TOKEN',
      'The refresh token is unknown, used or expired; sign in again.',
    );
  }
}

export class NoSession extends DomainError {
  constructor() {
    super('conflict', 'NO_SESSION', 'An API key has no session to end.');
  }
}

export class RegistrationClosed extends DomainError {
  constructor() {
    super('forbidden', 'REGISTRATION_CLOSED', 'Ask an administrator for an account.');
  }
}

export class UsernameTaken extends DomainError {
  constructor(username: string) {
    super('conflict', 'USERNAME_TAKEN', `The username ${username} is taken.`, { username });
  }
}

export class EmailTaken extends DomainError {
  constructor(email: string) {
    super('conflict', 'EMAIL_TAKEN', `Another user has the email ${email}.`, { email });
  }
}

export class GrantExceedsOwn extends DomainError {
  constructor(permissions: readonly Permission[]) {
    super('forbidden', 'GRANT_EXCEEDS_OWN', 'Nobody can grant permissions that they lack.', { permissions });
  }
}

export class DiscountLimitExceedsOwn extends DomainError {
  constructor(limit_percent: number) {
    const message = `Nobody can grant a discount limit beyond their own of ${limit_percent} %.`;
    super('forbidden', 'DISCOUNT_LIMIT_EXCEEDS_OWN', message, { limit_percent });
  }
}

export class ExceedsOwnPermissions extends DomainError {
  constructor(what: 'user' | 'role', permissions: readonly Permission[]) {
    const message = `This ${what} has permissions that you lack, so you cannot change it.`;
    super('forbidden', 'EXCEEDS_OWN_PERMISSIONS', message, { permissions });
  }
}

export class LastAdministrator extends DomainError {
  constructor() {
    super(
      'conflict',
      'LAST_ADMINISTRATOR',
      'The last active administrator cannot be demoted, deactivated or deleted.',
    );
  }
}

export class UserAnonymised extends DomainError {
  constructor() {
    super('conflict', 'USER_ANONYMISED', 'A deleted user cannot be changed any more.');
  }
}

export class RoleNameTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'ROLE_NAME_TAKEN', `The role name ${name} is taken.`, { name });
  }
}

export class RoleInUse extends DomainError {
  constructor() {
    super('conflict', 'ROLE_IN_USE', 'Users have this role; give them another one first.');
  }
}

export class SystemRole extends DomainError {
  constructor(message: string) {
    super('conflict', 'SYSTEM_ROLE', message);
  }
}

export class EmployeeCodeTaken extends DomainError {
  constructor(employee_code: string) {
    super('conflict', 'EMPLOYEE_CODE_TAKEN', `The employee code ${employee_code} is taken.`, {
      employee_code,
    });
  }
}

export class UserHasEmployee extends DomainError {
  constructor(user_id: string) {
    super('conflict', 'USER_HAS_EMPLOYEE', 'Another employee already has this user.', { user_id });
  }
}
