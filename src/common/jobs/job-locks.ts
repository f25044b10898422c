import type { Pool } from 'pg';

// Refreshes the locks of our own workers, and frees the jobs of workers that no longer do so: they were killed.
const RENEW = `
  WITH renewed AS (
    UPDATE graphile_worker._private_jobs SET locked_at = now() WHERE locked_by = ANY ($1::text[])
  )
  SELECT graphile_worker.force_unlock_workers(ARRAY(
    SELECT DISTINCT locked_by FROM graphile_worker._private_jobs
    WHERE locked_at < now() - interval '2 minutes' AND NOT locked_by = ANY ($1::text[])))`;

const UNLOCK = `SELECT graphile_worker.force_unlock_workers($1::text[])`;

export const RENEW_EVERY_MS = 30_000;

/**
 * Which jobs this process holds. graphile-worker frees the job of a killed process after four hours only; here a
 * lock that is not renewed for two minutes ends.
 */
export class JobLocks {
  private readonly living = new Set<string>();
  private readonly dead = new Set<string>();

  constructor(private readonly pool: Pool) {}

  workerStarted(id: string): void {
    this.living.add(id);
  }

  workerEnded(id: string): void {
    this.living.delete(id);
  }

  /** The worker gave up with a job in its hands. */
  workerDied(id: string): void {
    this.living.delete(id);
    this.dead.add(id);
  }

  /** Gives the jobs of our dead workers back to the queue. */
  async unlockDead(): Promise<void> {
    if (this.dead.size === 0) return;
    const ids = [...this.dead];
    await this.ask(UNLOCK, ids);
    for (const id of ids) this.dead.delete(id);
  }

  async renew(): Promise<void> {
    await this.ask(RENEW, [...this.living]);
  }

  private async ask(sql: string, ids: string[]): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query(sql, [ids]);
    } finally {
      client.release();
    }
  }
}
