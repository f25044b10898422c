import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { expandPermissions } from '../../common/auth/permissions.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { containing } from '../../common/database/like.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { RoleInUse, RoleNameTaken, SystemRole } from '../identity.errors.js';
import type { RoleListQuery } from './dto/role-list.query.dto.js';
import type { SaveRoleDto, UpdateRoleDto } from './dto/save-role.dto.js';
import { assertMayGrantRole, assertNotAbove } from './grants.js';
import { Role } from './role.entity.js';
import { SYSTEM_ROLES } from './system-roles.js';

function nameTaken(error: unknown, name = ''): unknown {
  return violates(error, 'uq_roles_name') ? new RoleNameTaken(name) : error;
}

@Injectable()
export class RolesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  list(request: RoleListQuery): Promise<Page<Role>> {
    const plan: ListPlan = {
      select: 'id, version, name, description, permissions, is_system, created_at, updated_at',
      from: 'roles',
      ...askedConditions([['name ILIKE', containing(request.q)]]),
      sortable: {
        name: { sql: 'lower(name)', type: 'text' },
        created_at: { sql: 'created_at', type: 'timestamptz' },
      },
      default_sort: 'name',
      id: 'id',
    };
    return listRows<Role>(this.dataSource, plan, request);
  }

  async get(id: string): Promise<Role> {
    const role = await this.dataSource.manager.findOneBy(Role, { id });
    if (role === null) throw new NotFound('role', id);
    return role;
  }

  /** Throws GrantExceedsOwn and RoleNameTaken. */
  async create(dto: SaveRoleDto, caller: Caller): Promise<Role> {
    assertMayGrantRole(caller.actor, expandPermissions(dto.permissions));
    return runInTransaction(this.dataSource, async (tx) => {
      const made = tx.create(Role, { id: newId(), description: null, ...dto, is_system: false });
      const role = await tx.save(made).catch((error: unknown) => {
        throw nameTaken(error, dto.name);
      });
      await this.record(tx, caller, 'role.created', role.id, { after: role });
      return role;
    });
  }

  /** Throws SystemRole, ExceedsOwnPermissions, GrantExceedsOwn and RoleNameTaken. */
  async update(id: string, dto: UpdateRoleDto, caller: Caller, version?: number): Promise<Role> {
    return runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: Role, what: 'role', id, expectedVersion: version };
      this.assertMayChange(await lockVersioned(tx, target), dto, caller);
      const { before, after } = await updateVersioned(tx, target, { ...dto }).catch((error: unknown) => {
        throw nameTaken(error, dto.name);
      });
      await this.record(tx, caller, 'role.updated', id, { before, after });
      return after;
    });
  }

  /** Throws SystemRole, ExceedsOwnPermissions and RoleInUse. */
  async remove(id: string, caller: Caller, version?: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const role = await lockVersioned(tx, { entity: Role, what: 'role', id, expectedVersion: version });
      if (role.is_system) throw new SystemRole('A system role cannot be deleted.');
      assertNotAbove(caller.actor, 'role', expandPermissions(role.permissions));
      const isGone = await deletedUnlessReferenced(tx, (inner) => inner.delete(Role, { id }));
      if (!isGone) throw new RoleInUse();
      await this.record(tx, caller, 'role.deleted', id, { before: role });
    });
  }

  private assertMayChange(role: Role, dto: UpdateRoleDto, { actor }: Caller): void {
    if (role.is_system && dto.name !== undefined && dto.name !== role.name) {
      throw new SystemRole('A system role cannot be renamed.');
    }
    if (role.id === SYSTEM_ROLES.admin && dto.permissions !== undefined) {
      throw new SystemRole('The permissions of the administrator cannot be changed.');
    }
    assertNotAbove(actor, 'role', expandPermissions(role.permissions));
    if (dto.permissions !== undefined) assertMayGrantRole(actor, expandPermissions(dto.permissions));
  }

  private record(
    tx: Tx,
    caller: Caller,
    action: string,
    subject_id: string,
    change: { before?: Role; after?: Role },
  ): Promise<void> {
    return this.audit.record(tx, caller, { action, subject_type: 'role', subject_id, ...change });
  }
}
