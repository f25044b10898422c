import { WindowCounter } from './window-counter.js';

describe('WindowCounter', () => {
  let now: number;
  let counter: WindowCounter;
  beforeEach(() => {
    now = 0;
    counter = new WindowCounter(() => now);
  });

  it('lets the limit pass and blocks until the window ends', async () => {
    for (let hit = 1; hit <= 3; hit++) {
      const usage = await counter.increment('ann', 60_000, 3);
      expect(usage).toMatchObject({ totalHits: hit, isBlocked: false, timeToBlockExpire: 0 });
    }
    now = 15_000;
    expect(await counter.increment('ann', 60_000, 3)).toEqual({
      totalHits: 4,
      timeToExpire: 45,
      isBlocked: true,
      timeToBlockExpire: 45,
    });
    now = 60_000;
    expect(await counter.increment('ann', 60_000, 3)).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('counts each client for itself', async () => {
    await counter.increment('ann', 60_000, 1);
    expect(await counter.increment('bob', 60_000, 1)).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('forgets clients whose window is over', async () => {
    for (let n = 0; n < 1000; n++) await counter.increment(`client ${n}`, 60_000, 1);
    now = 200_000;
    await counter.increment('late', 60_000, 1);
    expect((counter as unknown as { windows: Map<string, unknown> }).windows.size).toBe(1);
  });
});
