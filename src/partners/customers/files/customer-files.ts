import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../common/database/statement.js';
import type { Tx } from '../../../common/database/tx.js';

/** What one context keeps about customers, and how it follows a customer who is merged, erased or asks for it. */
export interface CustomerFile {
  /** The name of its part in an export, such as `sales`. */
  name: string;
  /**
   * Makes everything that refers to `from_id` refer to `to_id`; both rows are locked. Append-only tables post
   * transfer entries instead. Called again it moves what came later, and with nothing to move it costs next to
   * nothing.
   */
  move(tx: Tx, from_id: string, to_id: string): Promise<void>;
  /**
   * Removes what identifies the customer; amounts and documents stay. Throws a conflict (409) of its own when the
   * customer may not be forgotten yet, such as while they owe money: then nothing is.
   */
  erase(tx: Tx, id: string): Promise<void>;
  /** Everything held about the customer, as JSON; undefined for nothing. */
  export(db: Queryable, id: string): Promise<unknown>;
}

/**
 * The contexts that keep something about customers. Each registers once, in its onModuleInit; merging, erasing and
 * exporting ask all of them, in that order, inside their one transaction.
 */
@Injectable()
export class CustomerFiles {
  private readonly files: CustomerFile[] = [];

  /** Adds a context's file. Throws when its name is taken: two parts of an export would be one. */
  register(file: CustomerFile): void {
    if (this.files.some(({ name }) => name === file.name)) {
      throw new Error(`Two contexts keep a customer file named ${file.name}`);
    }
    this.files.push(file);
  }

  async move(tx: Tx, from_id: string, to_id: string): Promise<void> {
    for (const file of this.files) await file.move(tx, from_id, to_id);
  }

  async erase(tx: Tx, id: string): Promise<void> {
    for (const file of this.files) await file.erase(tx, id);
  }

  async export(db: Queryable, id: string): Promise<Record<string, unknown>> {
    const parts: Record<string, unknown> = {};
    for (const file of this.files) parts[file.name] = (await file.export(db, id)) ?? null;
    return parts;
  }
}
