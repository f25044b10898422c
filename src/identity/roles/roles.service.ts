import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type DeepPartial } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { expandPermissions } from '../../common/auth/permissions.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { optionalDecimal } from '../../common/money/decimal.js';
import { containing } from '../../common/database/like.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { RoleInUse, RoleNameTaken, SystemRole } from '../identity.errors.js';
import type { RoleListQuery } from './dto/role-list.query.dto.js';
import type { SaveRoleDto, UpdateRoleDto } from './dto/save-role.dto.js';
import { assertMayGrantLimit, discountLimit } from './discount-limit.js';
import { assertMayGrantRole, assertNotAbove } from './grants.js';
import { Role } from './role.entity.js';
import { SYSTEM_ROLES } from './system-roles.js';

type RoleRow = Omit<Role, 'discount_limit_percent'> & { discount_limit_percent: string | null };

function nameTaken(error: unknown, name = ''): unknown {
  return violates(error, 'uq_roles_name') ? new RoleNameTaken(name) : error;
}

function patchOf(dto: UpdateRoleDto): DeepPartial<Role> {
  return { ...dto, discount_limit_percent: optionalDecimal(dto.discount_limit_percent) };
}

@Injectable()
export class RolesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  async list(request: RoleListQuery): Promise<Page<Role>> {
    const plan: ListPlan = {
      select:
        'id, version, name, description, permissions, is_system, discount_limit_percent, created_at, updated_at',
      from: 'roles',
      ...askedConditions([['name ILIKE', containing(request.q)]]),
      sortable: {
        name: { sql: 'lower(name)', type: 'text' },
        created_at: { sql: 'created_at', type: 'timestamptz' },
      },
      default_sort: 'name',
      id: 'id',
    };
    const page = await listRows<RoleRow>(this.dataSource, plan, request);
    return page.map((row) => ({ ...row, discount_limit_percent: discountLimit(row.discount_limit_percent) }));
  }

  async get(id: string): Promise<Role> {
    const role = await this.dataSource.manager.findOneBy(Role, { id });
    if (role === null) throw new NotFound('role', id);
    return role;
  }

  /** Throws GrantExceedsOwn, DiscountLimitExceedsOwn and RoleNameTaken. */
  async create(dto: SaveRoleDto, caller: Caller): Promise<Role> {
    const permissions = expandPermissions(dto.permissions);
    const discount_limit_percent = optionalDecimal(dto.discount_limit_percent) ?? null;
    assertMayGrantRole(caller.actor, permissions);
    assertMayGrantLimit(caller.actor, permissions, discount_limit_percent);
    return runInTransaction(this.dataSource, async (tx) => {
      const fields = { description: null, ...dto, discount_limit_percent, is_system: false };
      const made = tx.create(Role, { id: newId(), ...fields });
      const role = await tx.save(made).catch((error: unknown) => {
        throw nameTaken(error, dto.name);
      });
      await this.record(tx, caller, 'role.created', role.id, { after: role });
      return role;
    });
  }

  /** Throws SystemRole, ExceedsOwnPermissions, GrantExceedsOwn, DiscountLimitExceedsOwn and RoleNameTaken. */
  async update(id: string, dto: UpdateRoleDto, caller: Caller, version?: number): Promise<Role> {
    return runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: Role, what: 'role', id, expectedVersion: version };
      this.assertMayChange(await lockVersioned(tx, target), dto, caller);
      const { before, after } = await updateVersioned<Role>(tx, target, patchOf(dto)).catch(
        (error: unknown) => {
          throw nameTaken(error, dto.name);
        },
      );
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
    const isLimited = (dto.discount_limit_percent ?? null) !== null;
    if (role.id === SYSTEM_ROLES.admin && (dto.permissions !== undefined || isLimited)) {
      throw new SystemRole('What the administrator may do cannot be changed.');
    }
    assertNotAbove(actor, 'role', expandPermissions(role.permissions));
    if (dto.permissions !== undefined) assertMayGrantRole(actor, expandPermissions(dto.permissions));
    const limit = optionalDecimal(dto.discount_limit_percent);
    assertMayGrantLimit(
      actor,
      expandPermissions(dto.permissions ?? role.permissions),
      limit === undefined ? role.discount_limit_percent : limit,
    );
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
