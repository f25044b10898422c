import { Injectable } from '@nestjs/common';
import { query, queryOne, type Queryable } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';

const BY_LINE = `
  SELECT source_line_id, -sum(value) AS cost FROM stock_movements
  WHERE source_line_id = ANY($1::uuid[]) GROUP BY source_line_id`;

const OF_DAY = `
  SELECT coalesce(-sum(value), 0) AS cost FROM stock_movements
  WHERE business_date = $1::date AND ($2::uuid IS NULL OR location_id = $2::uuid)
    AND (kind IN ('sale', 'sale_return', 'void') OR (kind = 'true_up' AND source_type = 'sale'))`;

/** What sold goods cost, summed from the ledger: the only place where it is written. Exact, not rounded. */
@Injectable()
export class SoldCosts {
  /** Cost of document lines by their id; lines that moved no stock are absent. One statement. */
  async byLine(db: Queryable, lineIds: readonly string[]): Promise<Map<string, Decimal>> {
    if (lineIds.length === 0) return new Map();
    const rows = await query<{ source_line_id: string; cost: string }>(db, BY_LINE, [lineIds]);
    return new Map(rows.map((row) => [row.source_line_id, new Decimal(row.cost)]));
  }

  /** Cost of goods sold on a business day (`2026-11-20`), less what came back. One statement. */
  async ofDay(db: Queryable, date: string, locationId?: string): Promise<Decimal> {
    return new Decimal((await queryOne<{ cost: string }>(db, OF_DAY, [date, locationId ?? null])).cost);
  }
}
