import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { runInTransaction } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Clock } from '../../common/time/clock.js';
import { assertMayGrantKey } from '../roles/grants.js';
import { grantedToKey } from '../roles/permission-sets.js';
import { randomToken, tokenHash } from '../sessions/tokens.js';
import { ApiKey } from './api-key.entity.js';
import type { ApiKeyListQuery } from './dto/api-key-list.query.dto.js';
import type { CreateApiKeyDto } from './dto/create-api-key.dto.js';

const KEY_START = 'otk_';
const PREFIX_LENGTH = 12;

@Injectable()
export class ApiKeysService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  list(request: ApiKeyListQuery): Promise<Page<ApiKey>> {
    const plan: ListPlan = {
      select: 'id, name, prefix, permissions, user_id, expires_at, last_used_at, revoked_at, created_at',
      from: 'api_keys',
      ...askedConditions([
        ['user_id =', request.user_id],
        ['(revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())) =', request.is_active],
      ]),
      sortable: {
        created_at: { sql: 'created_at', type: 'timestamptz' },
        name: { sql: 'lower(name)', type: 'text' },
      },
      default_sort: '-created_at',
      id: 'id',
    };
    return listRows<ApiKey>(this.dataSource, plan, request);
  }

  async get(id: string): Promise<ApiKey> {
    const row = await this.dataSource.manager.findOneBy(ApiKey, { id });
    if (row === null) throw new NotFound('api key', id);
    return row;
  }

  /** Makes a key that acts for the caller. Throws GrantExceedsOwn and EXPIRES_IN_THE_PAST. */
  async create(dto: CreateApiKeyDto, caller: Caller): Promise<{ row: ApiKey; key: string }> {
    assertMayGrantKey(caller.actor, grantedToKey(dto.permissions));
    const key = `${KEY_START}${randomToken()}`;
    return runInTransaction(this.dataSource, async (tx) => {
      const made = tx.create(ApiKey, {
        id: newId(),
        name: dto.name,
        permissions: dto.permissions,
        prefix: key.slice(0, PREFIX_LENGTH),
        key_hash: tokenHash(key),
        user_id: caller.actor.id,
        expires_at: this.expiry(dto.expires_at),
        last_used_at: null,
        revoked_at: null,
      });
      const row = await tx.save(made);
      const subject = { subject_type: 'api_key', subject_id: row.id };
      await this.audit.record(tx, caller, { ...subject, action: 'api_key.created', after: row });
      return { row, key };
    });
  }

  /** The key stops working at once. Revoking it again changes nothing. */
  async revoke(id: string, caller: Caller): Promise<void> {
    const target = { entity: ApiKey, what: 'api key', id };
    await runInTransaction(this.dataSource, async (tx) => {
      const row = await lockVersioned(tx, target);
      if (row.revoked_at !== null) return;
      await updateVersioned(tx, target, { revoked_at: this.clock.now() });
      await this.audit.record(tx, caller, {
        action: 'api_key.revoked',
        subject_type: 'api_key',
        subject_id: id,
      });
    });
  }

  private expiry(text: string | null | undefined): Date | null {
    if (text === null || text === undefined) return null;
    const at = new Date(text);
    if (at > this.clock.now()) return at;
    throw new InvalidField('expires_at', 'EXPIRES_IN_THE_PAST', 'expires_at must be in the future.');
  }
}
