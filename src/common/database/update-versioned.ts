import type { DeepPartial, FindOptionsWhere } from 'typeorm';
import { NotFound, StaleVersion } from '../errors/domain-error.js';
import type { MutableEntity } from './mutable.entity.js';
import type { Tx } from './tx.js';

/** Drops the keys a partial body did not send; an explicit null stays and clears. */
export function sentFields<T extends object>(patch: T): Partial<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;
}

export interface VersionedChange<E> {
  before: E;
  after: E;
}

/**
 * Applies a partial change to one row under its lock and raises its version by one.
 * Throws NotFound (named after `what`) and StaleVersion when `expectedVersion` (from If-Match) is not current.
 */
export async function updateVersioned<E extends MutableEntity>(
  tx: Tx,
  target: { entity: new () => E; what: string; id: string; expectedVersion?: number },
  patch: DeepPartial<E>,
): Promise<VersionedChange<E>> {
  const row = await lockVersioned(tx, target);
  const before = tx.create(target.entity, row as DeepPartial<E>);
  tx.merge(
    target.entity,
    row,
    sentFields(patch) as DeepPartial<E>,
    { version: row.version + 1 } as DeepPartial<E>,
  );
  return { before, after: await tx.save(row) };
}

/** Reads one row FOR UPDATE and checks the version the caller saw. */
export async function lockVersioned<E extends MutableEntity>(
  tx: Tx,
  target: { entity: new () => E; what: string; id: string; expectedVersion?: number },
): Promise<E> {
  const row = await tx.findOne(target.entity, {
    where: { id: target.id } as FindOptionsWhere<E>,
    lock: { mode: 'pessimistic_write' },
    loadEagerRelations: false,
  });
  if (row === null) throw new NotFound(target.what, target.id);
  if (target.expectedVersion !== undefined && target.expectedVersion !== row.version) {
    throw new StaleVersion(row.version);
  }
  return row;
}
