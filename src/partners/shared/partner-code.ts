import { queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';

const PREFIXES = { customers: 'C', suppliers: 'S' } as const;
export type PartnerTable = keyof typeof PREFIXES;

/** The next free code, such as C000042. Codes of rolled-back partners are skipped: unlike receipts they may have gaps. */
export async function nextPartnerCode(tx: Tx, table: PartnerTable): Promise<string> {
  const text = `SELECT next_partner_code($1::text, $2::text) AS code`;
  const { code } = await queryOne<{ code: string }>(tx, text, [table, PREFIXES[table]]);
  return code;
}
