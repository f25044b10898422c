import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';

/** Which goods a line wants, as people name them. */
export interface GoodsNames {
  /** What the line may take: its product, or the parts of a bundle. */
  product_ids: readonly string[];
  batch_number?: string | null;
  /** Tells batches of one number apart. */
  expiry_date?: string | null;
  serial_numbers?: readonly string[] | null;
  reservation_id?: string | null;
}

/** One batch, unit or reservation that a line names, and whose it is. */
export interface NamedGoods {
  kind: 'batch' | 'serial_number' | 'reservation';
  product_id: string;
  id: string;
  /** Of a unit. */
  serial_number: string | null;
}

const NAMED = `
  WITH wanted AS (
    SELECT t.ord - 1 AS line, t.names, p.product_id::uuid AS product_id
    FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(names, ord),
      jsonb_array_elements_text(t.names -> 'product_ids') AS p(product_id))
  SELECT w.line::int AS line, 'batch' AS kind, b.product_id, b.id, NULL AS serial_number
  FROM wanted w JOIN stock_batches b ON b.product_id = w.product_id AND b.batch_number = w.names ->> 'batch_number'
    AND (w.names ->> 'expiry_date' IS NULL OR b.expiry_date = (w.names ->> 'expiry_date')::date)
  UNION ALL
  SELECT w.line::int, 'serial_number', s.product_id, s.id, s.serial_number
  FROM wanted w, jsonb_array_elements_text(nullif(w.names -> 'serial_numbers', 'null')) AS n(serial_number)
    JOIN stock_serials s ON s.serial_number = n.serial_number WHERE s.product_id = w.product_id
  UNION ALL
  SELECT w.line::int, 'reservation', r.product_id, r.id, NULL
  FROM wanted w JOIN stock_reservations r ON r.id = (w.names ->> 'reservation_id')::uuid AND r.product_id = w.product_id`;

/** Finds the batches, units and reservations that lines name. */
@Injectable()
export class GoodsDirectory {
  /** What was found for each line, in their order; whether the goods are where they are wanted is the ledger's to say. */
  async named(db: Queryable, lines: readonly GoodsNames[]): Promise<NamedGoods[][]> {
    const found = lines.map((): NamedGoods[] => []);
    const rows = await query<NamedGoods & { line: number }>(db, NAMED, [JSON.stringify(lines)]);
    for (const { line, ...goods } of rows) found[line]!.push(goods);
    return found;
  }
}
