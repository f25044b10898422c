import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';

const AVERAGES = `
  SELECT product_id, avg_cost FROM stock_levels
  WHERE location_id = $1::uuid AND product_id = ANY($2::uuid[]) AND on_hand > 0`;

/** What the goods at a place cost on average. */
@Injectable()
export class AverageCosts {
  /** By product, of one base unit; a product that is not there is absent. One statement, no lock. */
  async at(
    db: Queryable,
    location_id: string,
    product_ids: readonly string[],
  ): Promise<Map<string, Decimal>> {
    const rows = await query<{ product_id: string; avg_cost: string | null }>(db, AVERAGES, [
      location_id,
      product_ids,
    ]);
    return new Map(
      rows.flatMap(({ product_id, avg_cost }) =>
        avg_cost === null ? [] : [[product_id, new Decimal(avg_cost)] as const],
      ),
    );
  }
}
