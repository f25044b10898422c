import { Injectable } from '@nestjs/common';
import { newId } from '../database/new-id.js';
import { query } from '../database/statement.js';
import type { Tx } from '../database/tx.js';
import { JobRegistry } from './job-registry.js';

/** Something that happened, as plain data: ids and amounts. `type` is `context.what_happened`. */
export interface DomainEvent {
  readonly type: string;
}

interface EventJob<E extends DomainEvent> {
  id: string;
  event: E;
}

const ADD_JOBS = `
  SELECT graphile_worker.add_job(task, payload => $2::json, max_attempts => 10) FROM unnest($1::text[]) AS task`;

/**
 * Events between contexts. `publish` adds one job per subscriber inside the caller's transaction, so the jobs table
 * is the outbox: a rolled-back event never existed, a committed one is delivered at least once.
 */
@Injectable()
export class Events {
  private readonly subscribers = new Map<string, string[]>();

  constructor(private readonly registry: JobRegistry) {}

  /** `handle` gets each event at least once; `eventId` is the same on every delivery. */
  subscribe<E extends DomainEvent>(
    type: E['type'],
    subscriber: string,
    handle: (event: E, eventId: string) => Promise<void>,
  ): void {
    this.registry.register(subscriber, (payload) => {
      const { id, event } = payload as EventJob<E>;
      return handle(event, id);
    });
    this.subscribers.set(type, [...(this.subscribers.get(type) ?? []), subscriber]);
  }

  /** Costs one statement, or none when nobody listens. */
  async publish<E extends DomainEvent>(tx: Tx, event: E): Promise<void> {
    const subscribers = this.subscribers.get(event.type);
    if (subscribers === undefined) return;
    await query(tx, ADD_JOBS, [subscribers, JSON.stringify({ id: newId(), event } satisfies EventJob<E>)]);
  }
}
