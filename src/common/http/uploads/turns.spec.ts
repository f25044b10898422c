import { TooBusy, Turns } from './turns.js';

function work(): { done: Promise<void>; finish: () => void; fail: () => void } {
  let finish!: () => void;
  let fail!: () => void;
  const done = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = () => reject(new Error('failed'));
  });
  return { done, finish, fail };
}

describe('turns', () => {
  it('lets only so many in at once, the others in the order they came', async () => {
    const turns = new Turns(2, 10);
    const started: number[] = [];
    const works = [0, 1, 2, 3].map(() => work());
    const all = works.map((each, n) => turns.take(() => (started.push(n), each.done)));
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    works[1]!.finish();
    await all[1];
    expect(started).toEqual([0, 1, 2]);
    works[0]!.finish();
    works[2]!.finish();
    works[3]!.finish();
    await Promise.all(all);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('refuses whoever would wait behind too many', async () => {
    const turns = new Turns(1, 1);
    const first = work();
    const running = turns.take(() => first.done);
    const waiting = turns.take(() => Promise.resolve('waited'));
    await expect(turns.take(() => Promise.resolve())).rejects.toThrow(TooBusy);
    first.finish();
    await running;
    expect(await waiting).toBe('waited');
    expect(await turns.take(() => Promise.resolve('free again'))).toBe('free again');
  });

  it('passes the turn on when work fails', async () => {
    const turns = new Turns(1, 1);
    const first = work();
    const failing = turns.take(() => first.done);
    const next = turns.take(() => Promise.resolve('next'));
    first.fail();
    await expect(failing).rejects.toThrow('failed');
    expect(await next).toBe('next');
  });
});
