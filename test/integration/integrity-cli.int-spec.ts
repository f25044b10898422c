import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aProduct } from '../support/shop.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const CLI = join(__dirname, '..', '..', 'dist', 'src', 'integrity', 'cli.js');

async function integrity(url: string): Promise<{ code: number; output: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATABASE_URL: url };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [CLI], { env });
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe('npm run integrity', () => {
  let t: TestApp;

  beforeAll(async () => {
    t = await startTestApp();
    await aProduct(await t.as('admin'));
  });
  afterAll(() => t.close());

  it('exits with 0 on sound books, with 1 and the ids on drift, with 2 when it cannot read them', async () => {
    expect(await integrity(t.databaseUrl)).toEqual({
      code: 0,
      output: expect.stringContaining('no drift') as string,
    });

    await t.dataSource.query(`UPDATE stock_levels SET on_hand = on_hand + 1`);
    const [level] = await t.dataSource.query<{ product_id: string }[]>(`SELECT product_id FROM stock_levels`);
    const drifted = await integrity(t.databaseUrl);
    expect(drifted.code).toBe(1);
    expect(drifted.output).toContain('DRIFT stock_levels');
    expect(drifted.output).toContain(level!.product_id);

    const nowhere = await integrity('postgresql://nobody:x@127.0.0.1:1/none');
    expect(nowhere.code).toBe(2);
    expect(nowhere.output.trim().split('\n')).toHaveLength(1);
  });
});
