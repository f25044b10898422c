import { Events, type DomainEvent } from '../../../src/common/jobs/events.js';
import { afterCommit, runInTransaction } from '../../../src/common/database/tx.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

interface BellRung extends DomainEvent {
  type: 'test.bell_rung';
  times: number;
}

const ring = (times: number): BellRung => ({ type: 'test.bell_rung', times });

describe('events', () => {
  let t: TestApp;
  let events: Events;
  const handled: { who: string; times: number; id: string }[] = [];
  const seen: number[] = [];
  let failuresLeft = 0;

  beforeAll(async () => {
    t = await startTestApp();
    events = t.app.get(Events, { strict: false });
    for (const who of ['test:first', 'test:second']) {
      events.subscribe<BellRung>('test.bell_rung', who, async ({ times }, id) => {
        if (who === 'test:second' && failuresLeft-- > 0) throw new Error('not yet');
        handled.push({ who, times, id });
      });
    }
    events.observe<BellRung>('test.bell_rung', ({ times }) => void seen.push(times));
  });
  beforeEach(() => {
    handled.length = 0;
    seen.length = 0;
    failuresLeft = 0;
  });
  afterAll(() => t.close());

  it('reach every subscriber after the commit, under one id', async () => {
    await runInTransaction(t.dataSource, async (tx) => {
      await events.publish(tx, ring(1));
      const outside = await t.dataSource.query<{ jobs: number }[]>(
        'SELECT count(*)::int AS jobs FROM graphile_worker.jobs',
      );
      expect(outside).toEqual([{ jobs: 0 }]);
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual([1]);
    await t.drainJobs();
    expect(handled.map(({ who, times }) => `${who} ${times}`).sort()).toEqual([
      'test:first 1',
      'test:second 1',
    ]);
    expect(new Set(handled.map(({ id }) => id)).size).toBe(1);
  });

  it('never happened when the transaction is rolled back', async () => {
    const failing = runInTransaction(t.dataSource, async (tx) => {
      await events.publish(tx, ring(2));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await t.drainJobs();
    expect(handled).toEqual([]);
    expect(seen).toEqual([]);
  });

  it('are delivered again to the subscriber that failed, and to no other', async () => {
    failuresLeft = 1;
    await runInTransaction(t.dataSource, (tx) => events.publish(tx, ring(3)));
    await t.drainJobs();
    expect(handled.map(({ who }) => who)).toEqual(['test:first']);
    await t.dataSource.query(`UPDATE graphile_worker._private_jobs SET run_at = now()`);
    await t.drainJobs();
    expect(handled.map(({ who }) => who)).toEqual(['test:first', 'test:second']);
    expect(handled[0]!.id).toBe(handled[1]!.id);
  });

  it('are seen once although the transaction was run again after a deadlock', async () => {
    let attempts = 0;
    await runInTransaction(t.dataSource, async (tx) => {
      await events.publish(tx, ring(4));
      attempts += 1;
      if (attempts === 1)
        await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'crossed' USING ERRCODE = '40P01'; END $$`);
    });
    expect(attempts).toBe(2);
    expect(seen).toEqual([4]);
    await t.drainJobs();
    expect(handled).toHaveLength(2);
  });

  it('an action after the commit cannot undo it', async () => {
    const answer = await runInTransaction(t.dataSource, async (tx) => {
      afterCommit(tx, () => {
        throw Object.assign(new Error('too late'), { code: '40P01' });
      });
      afterCommit(tx, () => void seen.push(5));
      return 'committed';
    });
    expect(answer).toBe('committed');
    expect(seen).toEqual([5]);
  });
});
