import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onServer, cloneTestDatabase } from '../../support/test-database.js';

const CLI = join(__dirname, '..', '..', '..', 'dist', 'src', 'inventory', 'rebuild.js');

async function rebuild(url: string): Promise<{ code: number; output: string }> {
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

const SPOILT = `
  WITH product AS (
    INSERT INTO products (id, sku, name, price, unit_id) SELECT uuidv7(), 'X', 'X', 1, id FROM units LIMIT 1 RETURNING id)
  INSERT INTO stock_levels (product_id, location_id, on_hand)
  SELECT product.id, locations.id, 3 FROM product, locations WHERE is_default`;

it('npm run rebuild:stock exits with 0 when all is sound, with 1 and what it put right, with 2 when it cannot', async () => {
  const database = await cloneTestDatabase();
  try {
    expect(await rebuild(database.url)).toEqual({
      code: 0,
      output: 'rebuild:stock: 0 products, 0 figures changed\n',
    });
    await onServer(database.url, (client) => client.query(SPOILT));
    const { code, output } = await rebuild(database.url);
    expect(code).toBe(1);
    expect(output).toContain('"field":"on_hand","before":"3.000","after":"0"');
    expect((await rebuild(database.url)).code).toBe(0);
    expect((await rebuild('postgresql://nobody:x@127.0.0.1:1/none')).code).toBe(2);
  } finally {
    await database.drop();
  }
});
