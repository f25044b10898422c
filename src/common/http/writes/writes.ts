import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { violates } from '../../database/sql-state.js';
import { query } from '../../database/statement.js';
import { runInTransaction, type Tx } from '../../database/tx.js';
import { DomainError } from '../../errors/domain-error.js';
import { WriteOutcome } from './write-outcome.js';
import type { WriteRequest } from './write-request.js';

export class RequestInProgress extends DomainError {
  constructor() {
    super(
      'conflict',
      'REQUEST_IN_PROGRESS',
      'A request with this Idempotency-Key is still running; try again.',
    );
  }
}

export class IdempotencyKeyReused extends DomainError {
  constructor() {
    super('invalid', 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for a different request.');
  }
}

/** Carries a dry run's result out of the transaction that it rolls back. */
class DryRunDone extends Error {
  constructor(readonly body: unknown) {
    super('dry run');
  }
}

// Plans of this transaction are kept as they are: its statements never gain from being planned anew for their values.
const CLAIM = `
  SELECT set_config('plan_cache_mode', 'force_generic_plan', true), pg_try_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 0)) AS is_mine, k.fingerprint, k.response
  FROM (VALUES (1)) AS one LEFT JOIN idempotency_keys k ON k.actor_id = $1::uuid AND k.key = $2::text`;

const STORE = `
  INSERT INTO idempotency_keys (actor_id, key, fingerprint, response, created_at)
  VALUES ($1::uuid, $2::text, $3::text, $4::json, now())`;

interface Claim {
  is_mine: boolean;
  fingerprint: string | null;
  response: unknown;
}

/** Runs writes that move money, stock or points: one transaction each, repeatable by key, or as a dry run. */
@Injectable()
export class Writes {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction and answers what it returned (a response DTO: it is stored as JSON beside the
   * write). A repeat with the same key answers the stored body and runs nothing. A dry run does everything and
   * rolls back. Throws RequestInProgress (409), IdempotencyKeyReused (422) and whatever `work` throws.
   * Lock: an advisory transaction lock on the key, before any other.
   */
  async execute<T>(request: WriteRequest, work: (tx: Tx) => Promise<T>): Promise<WriteOutcome<T>> {
    try {
      return await runInTransaction(this.dataSource, (tx) => this.once(tx, request, work));
    } catch (error) {
      if (error instanceof DryRunDone) return new WriteOutcome(error.body as T, false);
      // The first holder of the key committed between our snapshot and our lock: its answer is there now.
      if (violates(error, 'pk_idempotency_keys')) return this.execute(request, work);
      throw error;
    }
  }

  private async once<T>(
    tx: Tx,
    request: WriteRequest,
    work: (tx: Tx) => Promise<T>,
  ): Promise<WriteOutcome<T>> {
    if (request.dry_run) throw new DryRunDone(await work(tx));
    if (request.idempotency_key === undefined) return new WriteOutcome(await work(tx), false);

    const key = [request.actor.id, request.idempotency_key];
    const [claim] = await query<Claim>(tx, CLAIM, key);
    if (claim!.fingerprint !== null) {
      if (claim!.fingerprint !== request.fingerprint) throw new IdempotencyKeyReused();
      return new WriteOutcome(claim!.response as T, true);
    }
    if (!claim!.is_mine) throw new RequestInProgress();
    const body = await work(tx);
    await query(tx, STORE, [...key, request.fingerprint, JSON.stringify(body)]);
    return new WriteOutcome(body, false);
  }
}
