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

/** The tree's triggers take this lock too: who has a row locked already must not wait for it. */
const TREE_LOCK = `SELECT pg_advisory_xact_lock(hashtext('catalog.category_tree'))`;

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
      if (input.parent_id !== undefined) await query(tx, TREE_LOCK);
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
  if (violates(error, 'ck_categories_no_circle')) throw new CategoryCycle();
  if (violates(error, 'fk_categories_parent')) {
    throw new InvalidField('parent_id', 'CATEGORY_NOT_FOUND', 'parent_id names no category');
  }
  throw error;
}
