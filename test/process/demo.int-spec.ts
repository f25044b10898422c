import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');

/** Runs a program of the project; answers what it printed and its exit code. */
async function run(args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; stdout: string }> {
  try {
    const options = { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 10_000_000 };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, stdout };
  }
}

describe('npm run demo', () => {
  it('rings up one real shop day to the cent, and three branches with every cent explained', async () => {
    const { code, stdout } = await run(['--import', '@swc-node/register/esm-register', 'demo/run.ts']);
    for (const line of [
      'products     589',
      'invoices     66',
      'TOTAL GBP                           139.12',
      '62 sales, 4 returns',
      'gross       24,702.88',
      'net         24,503.75',
      'imported     993 products, 0 refused',
      'receipts     1000',
      'total       322,966.7490  322,967.4300        0.6810',
      'which leaves 0.0000 unexplained',
      'digital_wallet     345    109,993.38',
      'earned 163,979 points; the report says 163,979',
      'integrity: no drift',
    ]) {
      expect(stdout).toContain(line);
    }
    expect(code).toBe(0);
  }, 180_000);
});
