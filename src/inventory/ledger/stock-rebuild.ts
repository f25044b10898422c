import { query } from '../../common/database/statement.js';
import { runInTransaction } from '../../common/database/tx.js';
import type { DataSource } from 'typeorm';

/** One figure that was something else than its movements say. */
export interface RebuiltFigure {
  product_id: string;
  location_id: string;
  /** Of a layer; null for a figure of the level. */
  layer_id: string | null;
  field: 'remaining' | 'on_hand' | 'reserved' | 'unsellable' | 'stock_value' | 'avg_cost' | 'has_lots';
  before: string | null;
  after: string | null;
}

const AT_ONCE = 200;

const NEXT = `SELECT id FROM products WHERE id > $1::uuid ORDER BY id LIMIT ${AT_ONCE}`;
const REBUILD = `SELECT * FROM stock_rebuild($1::uuid[])`;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Recomputes levels and layers from the movements and reservations, some products in a transaction of their own, while
 * the shop goes on: each waits for its levels' locks only. Answers every figure that was wrong; a second run answers none.
 */
export class StockRebuild {
  constructor(private readonly dataSource: DataSource) {}

  /** Of these products. */
  of(product_ids: readonly string[]): Promise<RebuiltFigure[]> {
    return runInTransaction(this.dataSource, (tx) => query<RebuiltFigure>(tx, REBUILD, [product_ids]));
  }

  /** Of every product. */
  async all(): Promise<{ products: number; changed: RebuiltFigure[] }> {
    const changed: RebuiltFigure[] = [];
    let products = 0;
    for (let after = FIRST; ;) {
      const next = await query<{ id: string }>(this.dataSource, NEXT, [after]);
      if (next.length === 0) return { products, changed };
      changed.push(...(await this.of(next.map(({ id }) => id))));
      products += next.length;
      after = next.at(-1)!.id;
    }
  }
}
