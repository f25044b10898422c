import { isDeepStrictEqual } from 'node:util';
import { snapshotOf, type Snapshot } from './snapshot.js';

// They change with every write and say nothing that the entry does not say itself.
const BOOKKEEPING = new Set(['version', 'updated_at']);

/** The fields whose values differ, before and after; without secrets, `version` and `updated_at`. */
export function changedFields(before: object, after: object): { before: Snapshot; after: Snapshot } {
  const old = snapshotOf(before);
  const now = snapshotOf(after);
  const changed: { before: Snapshot; after: Snapshot } = { before: {}, after: {} };
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (BOOKKEEPING.has(name) || isDeepStrictEqual(old[name], now[name])) continue;
    if (old[name] !== undefined) changed.before[name] = old[name];
    if (now[name] !== undefined) changed.after[name] = now[name];
  }
  return changed;
}
