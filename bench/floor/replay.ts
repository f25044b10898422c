import { Pool, type ClientBase, type QueryConfig } from 'pg';
import { poolOptions } from '../stage/database.js';
import { choose, type Choice } from '../stage/checkout.js';
import type { Shop } from '../stage/shop.js';
import type { Till } from '../stage/tills.js';
import type { Step } from './script.js';
import type { Replay } from './template.js';

/** Told how long each step took, in milliseconds. */
export type StepObserver = (step: number, milliseconds: number) => void;

type Sender = Pick<ClientBase, 'query'> | Pick<Pool, 'query'>;

/** Replays a checkout's statements through a bare pg pool: what is left when nothing is around the database. */
export class Floor {
  private readonly pool: Pool;

  constructor(
    url: string,
    connections: number,
    private readonly script: readonly Step[],
    private readonly shop: Shop,
  ) {
    this.pool = new Pool(poolOptions(url, connections));
  }

  async checkout(till: Till, observe?: StepObserver): Promise<void> {
    const choice: Choice = choose(this.shop, till);
    const replay: Replay = { choice, now: new Date(), ids: new Map(), answers: new Map() };
    const opening = this.script.findIndex((step) => step.in_transaction);
    for (let index = 0; index < opening; index += 1) await this.run(this.pool, index, replay, observe);
    const client = await this.pool.connect();
    try {
      for (let index = opening; index < this.script.length; index += 1)
        await this.run(client, index, replay, observe);
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async run(sender: Sender, index: number, replay: Replay, observe?: StepObserver): Promise<void> {
    const { name, text, values, learn } = this.script[index]!;
    const started = performance.now();
    const statement: QueryConfig = { name, text, values: values.map((filler) => filler(replay)) };
    const { rows } = await sender.query<Record<string, unknown>>(statement);
    if (rows[0] !== undefined) learn?.(rows[0], replay);
    observe?.(index, performance.now() - started);
  }
}
