import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../audit/index.js';
import { runInTransaction } from '../common/database/tx.js';
import { AppConfig } from '../config/app-config.js';
import { Passwords } from './auth/passwords.js';
import { SYSTEM_ROLES } from './roles/system-roles.js';
import { randomToken } from './sessions/tokens.js';
import { UserAccounts } from './users/user-accounts.js';

const RANDOM_PASSWORD_LENGTH = 20;

/** Gives an empty system its administrator. */
@Injectable()
export class AdministratorSeeder {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly accounts: UserAccounts,
    private readonly passwords: Passwords,
    private readonly audit: AuditTrail,
    private readonly config: AppConfig,
  ) {}

  /**
   * Makes the administrator when there is no user at all; processes that start together make one. Answers the login
   * only when the password was made up here: it is known nowhere else, so it must be shown now.
   */
  async seed(): Promise<{ username: string; password: string } | undefined> {
    const { admin_username: username = 'admin', admin_password } = this.config;
    const isEmpty = await runInTransaction(this.dataSource, (tx) => this.accounts.isEmptySystem(tx));
    if (!isEmpty) return undefined;
    const password = admin_password ?? randomToken().slice(0, RANDOM_PASSWORD_LENGTH);
    const password_hash = await this.passwords.hash(password);
    const isMade = await runInTransaction(this.dataSource, async (tx) => {
      if (!(await this.accounts.isEmptySystem(tx))) return false;
      const user = await this.accounts.insert(tx, { username, password_hash, role_id: SYSTEM_ROLES.admin });
      const subject = { subject_type: 'user', subject_id: user.id };
      await this.audit.record(tx, null, { ...subject, action: 'user.created', after: user });
      return true;
    });
    return isMade && admin_password === undefined ? { username, password } : undefined;
  }
}
