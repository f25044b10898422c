import { Injectable } from '@nestjs/common';
import { query, queryOne, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { LOOKUPS, OWN_COLUMNS, type ProductRow } from './product.sql.js';

const BY_ID = `
  SELECT page.*, ${LOOKUPS.select}
  FROM (SELECT ${OWN_COLUMNS} FROM products p WHERE p.id = $1::uuid) AS page ${LOOKUPS.joins}`;
const ON_HAND = `SELECT COALESCE(sum(on_hand), 0) AS on_hand FROM product_on_hand WHERE product_id = $1::uuid`;

/** Products as they are answered. */
@Injectable()
export class ProductReads {
  /** One statement. Throws PRODUCT_NOT_FOUND. */
  async byId(db: Queryable, id: string): Promise<ProductRow> {
    const [row] = await query<ProductRow>(db, BY_ID, [id]);
    if (row === undefined) throw new NotFound('product', id);
    return row;
  }

  /** How much of it there is over all locations; 0 for an unknown product. */
  async onHand(db: Queryable, id: string): Promise<Decimal> {
    return new Decimal((await queryOne<{ on_hand: string }>(db, ON_HAND, [id])).on_hand);
  }
}
