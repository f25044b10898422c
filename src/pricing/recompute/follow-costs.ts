import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';

/** Which prices to look at: of these products, of this location; left out means all. */
export interface FollowedPrices {
  product_ids?: readonly string[];
  location_id?: string;
}

interface Followed {
  table: string;
  /** The columns that the new price depends on, as expressions of `b`, `c`, `p` and `k`. */
  cost: string;
  factor: string;
  joins: string;
}

const BASE: Followed = {
  table: 'product_prices',
  cost: 'coalesce(c.avg_cost, p.cost_price)',
  factor: '1',
  joins: '',
};

const PACKAGING: Followed = {
  table: 'packaging_prices',
  cost: 'coalesce(c.avg_cost, p.cost_price) * k.factor',
  factor: '(1 - b.discount_percent * 0.01)',
  joins: 'JOIN product_packagings k ON k.id = b.packaging_id',
};

/** Writes only what differs, in the order of the ids, so that repeating it costs no row and no two of them deadlock. */
function statement({ table, cost, factor, joins }: Followed, where: readonly string[]): string {
  const price = `method_price(b.method, NULL, b.markup_percent, ${cost} * ${factor}, l.default_markup_percent,
    currency_digits(l.currency), l.rounding_mode)`;
  return `
    WITH stale AS MATERIALIZED (
      SELECT b.id, ${price} AS price, ${cost} AS cost
      FROM ${table} b
        JOIN products p ON p.id = b.product_id
        JOIN locations l ON l.id = b.location_id
        ${joins}
        LEFT JOIN product_location_costs c ON c.product_id = b.product_id AND c.location_id = b.location_id
      WHERE ${["b.method <> 'fixed'", ...where].join(' AND ')}
        AND (b.effective_price IS DISTINCT FROM ${price} OR b.cost_basis IS DISTINCT FROM round(${cost}, 4))
      ORDER BY b.id FOR NO KEY UPDATE OF b)
    UPDATE ${table} b SET effective_price = s.price, cost_basis = s.cost FROM stale s WHERE b.id = s.id
    RETURNING b.id`;
}

/**
 * Brings every price that follows a cost to the present cost; answers how many changed. Two statements, however many
 * products. The version of a price is its owner's and stays. Lock: the rows that change.
 */
export async function followCosts(tx: Tx, { product_ids, location_id }: FollowedPrices): Promise<number> {
  const params = [product_ids, location_id].filter((value) => value !== undefined);
  const where = [
    ...(product_ids === undefined ? [] : ['b.product_id = ANY ($1::uuid[])']),
    ...(location_id === undefined ? [] : [`b.location_id = $${params.length}::uuid`]),
  ];
  const base = await query(tx, statement(BASE, where), params);
  const packs = await query(tx, statement(PACKAGING, where), params);
  return base.length + packs.length;
}
