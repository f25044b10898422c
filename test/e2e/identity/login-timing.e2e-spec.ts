import { performance } from 'node:perf_hooks';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { addUser, login, putSetting } from './people.js';

const ATTEMPTS = 15;

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ bcrypt_rounds: 10 });
});
afterAll(() => t?.close());

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

it('takes as long for an unknown user as for a wrong password', async () => {
  await addUser(t, 'known');
  await putSetting(t, 'auth.max_failed_logins', 100);
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  const measure = async (kind: 'known' | 'unknown'): Promise<void> => {
    const start = performance.now();
    await login(t, kind, 'wrong-password').expect(401);
    times[kind].push(performance.now() - start);
  };
  // In turns, so that a busy machine slows both.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await measure('known');
    await measure('unknown');
  }
  // Without the decoy an unknown user would take a few milliseconds, a twentieth of a comparison.
  expect(median(times.unknown)).toBeGreaterThan(median(times.known) / 2);
  expect(median(times.unknown)).toBeLessThan(median(times.known) * 2);
});
