import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { isStillReferenced, violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, sentFields, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { GroupCycle, InUse, Taken } from '../catalog.errors.js';
import type { MoveProductGroupDto } from './dto/move-product-group.dto.js';
import type { ProductGroupResponse } from './dto/product-group.response.js';
import type { SaveProductGroupDto } from './dto/save-product-group.dto.js';
import type { UpdateProductGroupDto } from './dto/update-product-group.dto.js';
import { ProductGroup } from './product-group.entity.js';
import { ProductGroupsService } from './product-groups.service.js';

/** The tree's triggers take this lock too: who has a row locked already must not wait for it. */
const TREE_LOCK = `SELECT pg_advisory_xact_lock(hashtext('catalog.product_group_tree'))`;

// Siblings are numbered anew, the moved one between those before and after its place.
const PLACE = `
  WITH siblings AS (
    SELECT g.id, row_number() OVER (ORDER BY g.sort_order, g.name, g.id) - 1 AS position FROM product_groups g
    WHERE g.parent_id IS NOT DISTINCT FROM $2::uuid AND g.id <> $1::uuid
  ), placed AS (
    SELECT id, CASE WHEN position >= $3::integer THEN position + 1 ELSE position END AS position FROM siblings
    UNION ALL SELECT $1::uuid, least($3::integer, (SELECT count(*) FROM siblings))
  )
  UPDATE product_groups g SET sort_order = p.position, updated_at = now(),
    version = g.version + CASE WHEN g.id = $1::uuid THEN 0 ELSE 1 END
  FROM placed p WHERE g.id = p.id AND g.sort_order <> p.position`;

const LAST = 2_147_483_647;

/** Writes product groups. Every change is audited. Lock for changes of the tree: one at a time, then the rows. */
@Injectable()
export class ProductGroupChanges {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly groups: ProductGroupsService,
    private readonly audit: AuditTrail,
  ) {}

  create(caller: Caller, input: SaveProductGroupDto): Promise<ProductGroupResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const nothing = { description: null, parent_id: null };
      const group = tx.create(ProductGroup, { ...nothing, ...sentFields(input), id: newId() });
      await tx.insert(ProductGroup, group).catch((error: unknown) => refuse(error, input.code));
      await this.note(tx, caller, 'product_group.created', { id: group.id, after: group });
      return this.groups.get(group.id, tx);
    });
  }

  /** Also moves, when parent_id is sent. Throws PRODUCT_GROUP_CYCLE and PRODUCT_GROUP_CODE_TAKEN. */
  update(
    caller: Caller,
    id: string,
    input: UpdateProductGroupDto,
    expectedVersion?: number,
  ): Promise<ProductGroupResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      await this.change(tx, caller, { id, expectedVersion }, input);
      return this.groups.get(id, tx);
    });
  }

  /** Puts a group, with everything below it, under another one and at a place among those there. */
  move(
    caller: Caller,
    id: string,
    { parent_id, position }: MoveProductGroupDto,
    expectedVersion?: number,
  ): Promise<ProductGroupResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      await this.change(tx, caller, { id, expectedVersion }, { parent_id });
      await query(tx, PLACE, [id, parent_id, position ?? LAST]);
      return this.groups.get(id, tx);
    });
  }

  /** Throws PRODUCT_GROUP_IN_USE while it has groups or products below it. */
  async remove(caller: Caller, id: string, expectedVersion?: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: ProductGroup, what: 'product group', id, expectedVersion };
      const before = await lockVersioned(tx, target);
      await tx.delete(ProductGroup, { id }).catch((error: unknown) => {
        throw isStillReferenced(error) ? new InUse('product group', id) : error;
      });
      await this.note(tx, caller, 'product_group.deleted', { id, before });
    });
  }

  private async change(
    tx: Tx,
    caller: Caller,
    target: { id: string; expectedVersion?: number },
    input: UpdateProductGroupDto,
  ): Promise<void> {
    if (input.parent_id !== undefined) await query(tx, TREE_LOCK);
    const { before, after } = await updateVersioned<ProductGroup>(
      tx,
      { entity: ProductGroup, what: 'product group', ...target },
      input,
    ).catch((error: unknown) => refuse(error, input.code));
    const action = before.parent_id === after.parent_id ? 'product_group.updated' : 'product_group.moved';
    await this.note(tx, caller, action, { id: target.id, before, after });
  }

  private note(
    tx: Tx,
    caller: Caller,
    action: string,
    change: { id: string; before?: ProductGroup; after?: ProductGroup },
  ): Promise<void> {
    const { id, before, after } = change;
    const entry = { action, subject_type: 'product_group', subject_id: id, before, after };
    return this.audit.record(tx, caller, entry);
  }
}

function refuse(error: unknown, code = ''): never {
  if (violates(error, 'uq_product_groups_code')) throw new Taken('product_group_code', code);
  if (violates(error, 'ck_product_groups_no_circle')) throw new GroupCycle();
  if (violates(error, 'fk_product_groups_parent')) {
    throw new InvalidField('parent_id', 'PRODUCT_GROUP_NOT_FOUND', 'parent_id names no product group');
  }
  throw error;
}
