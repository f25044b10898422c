import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { SettingsReader } from '../../settings/index.js';
import { RegistrationClosed } from '../identity.errors.js';
import { mayGrantRole, namedRole } from '../roles/grants.js';
import { SYSTEM_ROLES } from '../roles/system-roles.js';
import { sentBy, type Client } from '../sessions/client.js';
import { UserAccounts } from '../users/user-accounts.js';
import type { UserRow } from '../users/user-row.js';
import type { RegisterDto } from './dto/register.dto.js';
import { Passwords } from './passwords.js';

@Injectable()
export class RegisterUseCase {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: SettingsReader,
    private readonly accounts: UserAccounts,
    private readonly passwords: Passwords,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws RegistrationClosed, UsernameTaken and EmailTaken. */
  async execute({ password, role, ...fields }: RegisterDto, client: Client): Promise<UserRow> {
    await this.assertOpen(client);
    const password_hash = await this.passwords.hash(password);
    return runInTransaction(this.dataSource, async (tx) => {
      const role_id = await this.roleFor(tx, role, client);
      const user = await this.accounts.insert(tx, { ...fields, password_hash, role_id });
      const subject = { subject_type: 'user', subject_id: user.id };
      await this.audit.record(tx, sentBy(client.actor, client), {
        ...subject,
        action: 'user.registered',
        after: user,
      });
      return user;
    });
  }

  private async assertOpen({ actor }: Client): Promise<void> {
    if (actor !== null && can(actor, 'users:write')) return;
    if (!(await this.settings.get('auth.open_registration'))) throw new RegistrationClosed();
  }

  /** The first user of all administers. Later ones look around, unless somebody who may says otherwise. */
  private async roleFor(tx: Tx, wanted: string | undefined, { actor }: Client): Promise<string> {
    if (await this.accounts.isEmptySystem(tx)) return SYSTEM_ROLES.admin;
    if (wanted === undefined || actor === null || !can(actor, 'users:write')) return SYSTEM_ROLES.user;
    const role = await namedRole(tx, { role: wanted });
    return mayGrantRole(actor, role.permissions) ? role.id : SYSTEM_ROLES.user;
  }
}
