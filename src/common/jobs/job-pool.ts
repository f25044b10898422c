import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import type { AppConfig } from '../../config/app-config.js';
import { isDatabaseAway } from '../database/outage.js';

const RETRY_MS = 1000;

type Ask = (...args: unknown[]) => Promise<unknown>;

/**
 * Connections for the job runner alone: when requests hold every other one, jobs must still be able to report that
 * they are done.
 *
 * graphile-worker asks the pool itself only for its schedules, and lets the promise of a failed one reject unheard,
 * which would end the process. So `pool.query` waits until the database is back, or answers nothing once stopping.
 */
export class JobPool {
  readonly pool: Pool;
  private isStopping = false;

  constructor(config: AppConfig) {
    this.pool = new Pool({
      connectionString: config.database_url,
      max: config.job_concurrency + 3,
      application_name: 'opentill-jobs',
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      allowExitOnIdle: true,
    });
    // A connection that breaks is replaced; unheard 'error' events would end the process.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => void client.on('error', () => undefined));
    this.pool.query = this.patiently(this.pool.query.bind(this.pool)) as Pool['query'];
  }

  /** From now on the schedules are not served any more, so that the runner can stop during an outage. */
  stopWaiting(): void {
    this.isStopping = true;
  }

  async close(): Promise<void> {
    this.stopWaiting();
    await this.pool.end();
  }

  private patiently(ask: Ask): Ask {
    return async (...args) => {
      for (;;) {
        try {
          return await ask(...args);
        } catch (error) {
          if (this.isStopping) return { rows: [], rowCount: 0 };
          if (!isDatabaseAway(error)) throw error;
          await pause(RETRY_MS);
        }
      }
    };
  }
}
