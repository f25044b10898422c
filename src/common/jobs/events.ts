import { Injectable } from '@nestjs/common';
import { newId } from '../database/new-id.js';
import { query } from '../database/statement.js';
import { afterCommit, type Tx } from '../database/tx.js';
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
  private readonly observers = new Map<string, ((event: DomainEvent) => void)[]>();

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

  /**
   * `see` gets each event published in this process once it is committed, without a job: at most once, for counting.
   * What must not be missed subscribes.
   */
  observe<E extends DomainEvent>(type: E['type'], see: (event: E) => void): void {
    this.observers.set(type, [...(this.observers.get(type) ?? []), see as (event: DomainEvent) => void]);
  }

  /** Costs one statement, or none when nobody subscribed. */
  async publish<E extends DomainEvent>(tx: Tx, event: E): Promise<void> {
    for (const see of this.observers.get(event.type) ?? []) afterCommit(tx, () => see(event));
    const subscribers = this.subscribers.get(event.type);
    if (subscribers === undefined) return;
    await query(tx, ADD_JOBS, [subscribers, JSON.stringify({ id: newId(), event } satisfies EventJob<E>)]);
  }
}
