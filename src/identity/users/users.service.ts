import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { updateVersioned } from '../../common/database/update-versioned.js';
import { Passwords } from '../auth/passwords.js';
import { assertMayGrantLimit } from '../roles/discount-limit.js';
import { assertMayGrantRole, namedRole } from '../roles/grants.js';
import { SYSTEM_ROLES } from '../roles/system-roles.js';
import type { ProfileDto } from './dto/profile.dto.js';
import type { SaveUserDto, UpdateUserDto } from './dto/save-user.dto.js';
import { takenField, UserAccounts } from './user-accounts.js';
import { UserChanges } from './user-changes.js';
import { User } from './user.entity.js';
import { userById, type UserRow } from './user-row.js';

/** Users, as those who manage them see them, and everybody's own profile. */
@Injectable()
export class UsersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly accounts: UserAccounts,
    private readonly changes: UserChanges,
    private readonly passwords: Passwords,
    private readonly audit: AuditTrail,
  ) {}

  get(id: string): Promise<UserRow> {
    return userById(this.dataSource, id);
  }

  /** Throws UsernameTaken, EmailTaken, GrantExceedsOwn and UNKNOWN_ROLE. */
  async create({ password, role, role_id, ...fields }: SaveUserDto, caller: Caller): Promise<UserRow> {
    const password_hash = await this.passwords.hash(password);
    return runInTransaction(this.dataSource, async (tx) => {
      const granted = await this.granted(tx, { role, role_id }, caller);
      const user = await this.accounts.insert(tx, {
        ...fields,
        password_hash,
        role_id: granted ?? SYSTEM_ROLES.user,
      });
      const subject = { subject_type: 'user', subject_id: user.id };
      await this.audit.record(tx, caller, { ...subject, action: 'user.created', after: user });
      return user;
    });
  }

  /** Throws as `create` does, and ExceedsOwnPermissions, LastAdministrator and UserAnonymised. */
  async update(id: string, dto: UpdateUserDto, caller: Caller, version?: number): Promise<UserRow> {
    const { password, role, role_id, ...fields } = dto;
    const password_hash = password === undefined ? undefined : await this.passwords.hash(password);
    return runInTransaction(this.dataSource, async (tx) => {
      const granted = await this.granted(tx, { role, role_id }, caller);
      const patch = { ...fields, password_hash, role_id: granted };
      return this.changes.apply(tx, { id, version, caller, action: 'user.updated' }, patch);
    });
  }

  /** Throws EmailTaken. */
  async updateProfile(dto: ProfileDto, caller: Caller, expectedVersion?: number): Promise<UserRow> {
    const { id } = caller.actor;
    return runInTransaction(this.dataSource, async (tx) => {
      const before = await userById(tx, id);
      await updateVersioned(tx, { entity: User, what: 'user', id, expectedVersion }, { ...dto }).catch(
        (error: unknown) => {
          throw takenField(error, dto);
        },
      );
      const after = await userById(tx, id);
      const subject = { subject_type: 'user', subject_id: id };
      await this.audit.record(tx, caller, { ...subject, action: 'user.updated', before, after });
      return after;
    });
  }

  private async granted(
    tx: Tx,
    named: { role?: string; role_id?: string },
    { actor }: Caller,
  ): Promise<string | undefined> {
    if (named.role === undefined && named.role_id === undefined) return undefined;
    const role = await namedRole(tx, named);
    assertMayGrantRole(actor, role.permissions);
    assertMayGrantLimit(actor, role.permissions, role.discount_limit_percent);
    return role.id;
  }
}
