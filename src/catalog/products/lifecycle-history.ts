import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { LifecycleStatus } from '../domain/lifecycle.js';

const ADD = `
  INSERT INTO product_lifecycle_changes (id, product_id, from_status, to_status, reason, actor_id, created_at)
  SELECT c.id, c.product_id, c.from_status, $4::text, $5::text, $6::uuid, $7::timestamptz
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS c (id, product_id, from_status)`;

/** Adds a step to the history of each product. One statement. */
export async function noteLifecycle(
  tx: Tx,
  steps: readonly { product_id: string; from: LifecycleStatus }[],
  change: { to: LifecycleStatus; reason: string | null; actor_id: string; at: Date },
): Promise<void> {
  if (steps.length === 0) return;
  await query(tx, ADD, [
    steps.map(newId),
    steps.map(({ product_id }) => product_id),
    steps.map(({ from }) => from),
    change.to,
    change.reason,
    change.actor_id,
    change.at,
  ]);
}
