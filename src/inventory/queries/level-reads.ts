import { queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';

const LOCK = `SELECT stock_lock(ARRAY[$2::uuid], ARRAY[$1::uuid])::text`;
const ON_HAND = `SELECT on_hand FROM stock_levels WHERE location_id = $1::uuid AND product_id = $2::uuid`;

/** What a location holds of a product, in a transaction that has moved it. */
export async function onHand(tx: Tx, location_id: string, product_id: string): Promise<Decimal> {
  return new Decimal((await queryOne<{ on_hand: string }>(tx, ON_HAND, [location_id, product_id])).on_hand);
}

/** Locks the level until commit (opening it if there is none), then reads it. Two statements: the lock may wait. */
export async function lockedOnHand(tx: Tx, location_id: string, product_id: string): Promise<Decimal> {
  await queryOne(tx, LOCK, [location_id, product_id]);
  return onHand(tx, location_id, product_id);
}
