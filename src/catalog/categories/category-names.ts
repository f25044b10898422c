import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';

const BY_NAME = `
  SELECT id, parent_id FROM categories WHERE lower(name) = lower($1::text) ORDER BY parent_id NULLS FIRST, id LIMIT 3`;
const NEW_ROOT = `
  INSERT INTO categories (id, name) VALUES ($1::uuid, $2::text) ON CONFLICT DO NOTHING RETURNING id`;

interface Named {
  id: string;
  parent_id: string | null;
}

/** Categories for clients that know them by name only. */
@Injectable()
export class CategoryNames {
  constructor(private readonly audit: AuditTrail) {}

  /**
   * The id of the category with this name, whatever its case: the root of that name, else the only one in the tree,
   * else a new root. `current` is kept when it has the name. Throws CATEGORY_AMBIGUOUS when several could be meant.
   */
  async findOrCreate(tx: Tx, caller: Caller, name: string, current: string | null = null): Promise<string> {
    const trimmed = name.trim();
    if (current !== null && (await this.hasName(tx, current, trimmed))) return current;
    const found = await this.find(tx, trimmed);
    if (found !== undefined) return found;

    const [created] = await query<{ id: string }>(tx, NEW_ROOT, [newId(), trimmed]);
    // Someone else made it between the two statements; now it can be found.
    if (created === undefined) return this.findOrCreate(tx, caller, trimmed);
    const after = { name: trimmed, parent_id: null };
    await this.audit.record(tx, caller, {
      action: 'category.created',
      subject_type: 'category',
      subject_id: created.id,
      after,
    });
    return created.id;
  }

  private async hasName(tx: Tx, id: string, name: string): Promise<boolean> {
    const text = `SELECT 1 FROM categories WHERE id = $1::uuid AND lower(name) = lower($2::text)`;
    return (await query(tx, text, [id, name])).length > 0;
  }

  private async find(tx: Tx, name: string): Promise<string | undefined> {
    const [first, second] = await query<Named>(tx, BY_NAME, [name]);
    if (first === undefined || first.parent_id === null || second === undefined) return first?.id;
    const message = `several categories are named ${name}; send category_id instead`;
    throw new InvalidField('category', 'CATEGORY_AMBIGUOUS', message);
  }
}
