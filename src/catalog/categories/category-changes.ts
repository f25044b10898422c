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
import { CategoryCycle, InUse, Taken } from '../catalog.errors.js';
import { Category } from './category.entity.js';
import { CategoryResponse } from './dto/category.response.js';
import type { SaveCategoryDto } from './dto/save-category.dto.js';
import type { UpdateCategoryDto } from './dto/update-category.dto.js';

/** Two moves at once could close a circle that neither sees, so moves take turns. */
const MOVE_LOCK = `SELECT pg_advisory_xact_lock(hashtext('catalog.category_tree'))`;
const IS_BELOW = `
  WITH RECURSIVE above AS (
    SELECT id, parent_id FROM categories WHERE id = $1::uuid
    UNION SELECT c.id, c.parent_id FROM categories c JOIN above ON c.id = above.parent_id
  ) SELECT 1 FROM above WHERE id = $2::uuid`;

/** Writes categories. Every change is audited. */
@Injectable()
export class CategoryChanges {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  create(caller: Caller, input: SaveCategoryDto): Promise<CategoryResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const nothing = { description: null, parent_id: null };
      const category = tx.create(Category, { ...nothing, ...sentFields(input), id: newId() });
      await tx.insert(Category, category).catch((error: unknown) => refuse(error, input.name));
      await this.note(tx, caller, 'category.created', { id: category.id, after: category });
      return CategoryResponse.from(category);
    });
  }

  /** Also moves, when parent_id is sent. Throws CATEGORY_CYCLE. Lock for moves: one at a time, then the row. */
  update(
    caller: Caller,
    id: string,
    input: UpdateCategoryDto,
    expectedVersion?: number,
  ): Promise<CategoryResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      if (typeof input.parent_id === 'string') await this.refuseCycle(tx, id, input.parent_id);
      const target = { entity: Category, what: 'category', id, expectedVersion };
      const { before, after } = await updateVersioned<Category>(tx, target, input).catch((error: unknown) =>
        refuse(error, input.name),
      );
      const action = before.parent_id === after.parent_id ? 'category.updated' : 'category.moved';
      await this.note(tx, caller, action, { id, before, after });
      return CategoryResponse.from(after);
    });
  }

  /** Throws CATEGORY_IN_USE while it has children or products. */
  async remove(caller: Caller, id: string, expectedVersion?: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const before = await lockVersioned(tx, { entity: Category, what: 'category', id, expectedVersion });
      await tx.delete(Category, { id }).catch((error: unknown) => {
        throw isStillReferenced(error) ? new InUse('category', id) : error;
      });
      await this.note(tx, caller, 'category.deleted', { id, before });
    });
  }

  private async refuseCycle(tx: Tx, id: string, parentId: string): Promise<void> {
    await query(tx, MOVE_LOCK);
    if ((await query(tx, IS_BELOW, [parentId, id])).length > 0) throw new CategoryCycle();
  }

  private note(
    tx: Tx,
    caller: Caller,
    action: string,
    change: { id: string; before?: Category; after?: Category },
  ): Promise<void> {
    const { id, before, after } = change;
    return this.audit.record(tx, caller, { action, subject_type: 'category', subject_id: id, before, after });
  }
}

function refuse(error: unknown, name = ''): never {
  if (violates(error, 'uq_categories_name')) throw new Taken('category_name', name);
  if (violates(error, 'fk_categories_parent')) {
    throw new InvalidField('parent_id', 'CATEGORY_NOT_FOUND', 'parent_id names no category');
  }
  throw error;
}
