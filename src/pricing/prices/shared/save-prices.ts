import type { MutableEntity } from '../../../common/database/mutable.entity.js';
import { newId } from '../../../common/database/new-id.js';
import { query } from '../../../common/database/statement.js';
import type { Tx } from '../../../common/database/tx.js';
import type { PriceSheet, PriceValues } from './price-sheet.js';

/** What became of one row. */
export interface SavedPrice {
  id: string;
  outcome: 'created' | 'updated' | 'unchanged';
}

type Sheet = PriceSheet<never, MutableEntity>;

/** Only what differs is written, so that repeating a list of prices changes no version and makes no history. */
function upsert({ table, constraint, key, columns }: Sheet): string {
  const names = Object.keys(columns);
  const kept = names.filter((name) => !key.includes(name) && name !== 'location_id');
  const typed = names.map((name) => `${name} ${columns[name]}`).join(', ');
  const sameKey = (a: string, b: string): string =>
    [
      ...key.map((name) => `${a}.${name} = ${b}.${name}`),
      ...(names.includes('location_id') ? [`${a}.location_id IS NOT DISTINCT FROM ${b}.location_id`] : []),
    ].join(' AND ');
  return `
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS w(ord integer, id uuid, ${typed})),
    saved AS (
      INSERT INTO ${table} AS t (id, ${names.join(', ')})
      SELECT id, ${names.join(', ')} FROM wanted ORDER BY ${[...key, 'location_id'].join(', ')}
      ON CONFLICT ON CONSTRAINT ${constraint} DO UPDATE SET
        ${kept.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}, version = t.version + 1, updated_at = now()
      WHERE (${kept.map((name) => `t.${name}`).join(', ')})
        IS DISTINCT FROM (${kept.map((name) => `EXCLUDED.${name}`).join(', ')})
      RETURNING t.id, t.xmax = 0 AS is_new, ${[...key, 'location_id'].map((name) => `t.${name}`).join(', ')})
    SELECT coalesce(s.id, t.id)::text AS id,
      CASE WHEN s.id IS NULL THEN 'unchanged' WHEN s.is_new THEN 'created' ELSE 'updated' END AS outcome
    FROM wanted w
      LEFT JOIN saved s ON ${sameKey('s', 'w')}
      LEFT JOIN ${table} t ON ${sameKey('t', 'w')}
    ORDER BY w.ord`;
}

/**
 * Writes prices under their keys: new ones, and those that are there already and differ. One statement; rows are taken
 * in the order of their keys. The keys of one call must differ from each other.
 */
export function savePrices<Dto extends object, E extends MutableEntity>(
  tx: Tx,
  sheet: PriceSheet<Dto, E>,
  rows: readonly PriceValues[],
): Promise<SavedPrice[]> {
  const wanted = rows.map((row, ord) => ({ ...row, ord, id: newId() }));
  return query<SavedPrice>(tx, upsert(sheet as unknown as Sheet), [JSON.stringify(wanted)]);
}
