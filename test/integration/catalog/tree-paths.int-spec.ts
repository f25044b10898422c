import { newId } from '../../../src/common/database/new-id.js';
import { violates } from '../../../src/common/database/sql-state.js';
import { startTestApp, type TestApp } from './catalog-app.js';

const COLUMNS = { categories: 'id, name, parent_id', product_groups: 'id, code, name, parent_id' };

describe.each(['categories', 'product_groups'] as const)('paths of %s', (table) => {
  let t: TestApp;

  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.close());

  const run = (sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
    t.dataSource.query(sql, params);

  function row(id: string, parent: string | null): string {
    const name = `'N-${id.slice(-12).toUpperCase()}'`;
    const above = parent === null ? 'NULL' : `'${parent}'`;
    return `('${id}', ${table === 'categories' ? name : `${name}, ${name}`}, ${above})`;
  }
  async function add(parent: string | null): Promise<string> {
    const id = newId();
    await run(`INSERT INTO ${table} (${COLUMNS[table]}) VALUES ${row(id, parent)}`);
    return id;
  }
  const move = (id: string, parent: string | null) =>
    run(`UPDATE ${table} SET parent_id = $2 WHERE id = $1`, [id, parent]);
  const path = async (id: string): Promise<unknown> =>
    (await run(`SELECT path FROM ${table} WHERE id = $1`, [id]))[0]?.['path'];

  /** Every path that is not its own id and its parent's path. */
  async function wrongPaths(): Promise<unknown[]> {
    return run(`
      SELECT n.id FROM ${table} n LEFT JOIN ${table} p ON p.id = n.parent_id
      WHERE n.path <> n.id || COALESCE(p.path, '{}')`);
  }

  it('hold the node and what is above it, and follow every move of a whole branch', async () => {
    const root = await add(null);
    const branch = await add(root);
    const twig = await add(branch);
    const leaf = await add(twig);
    expect(await path(leaf)).toEqual([leaf, twig, branch, root]);
    const other = await add(null);
    await move(branch, other);
    expect(await path(leaf)).toEqual([leaf, twig, branch, other]);
    await move(twig, null);
    expect([await path(leaf), await path(twig)]).toEqual([[leaf, twig], [twig]]);
    await move(other, leaf);
    expect(await path(branch)).toEqual([branch, other, leaf, twig]);
    expect(await wrongPaths()).toEqual([]);
  });

  it('come out right when one statement inserts children before their parents', async () => {
    const [top, middle, bottom] = [newId(), newId(), newId()];
    const rows = [row(bottom, middle), row(middle, top), row(top, null)].join(', ');
    await run(`INSERT INTO ${table} (${COLUMNS[table]}) VALUES ${rows}`);
    expect(await path(bottom)).toEqual([bottom, middle, top]);
    expect(await wrongPaths()).toEqual([]);
  });

  it('never close a circle, whoever writes', async () => {
    const top = await add(null);
    const bottom = await add(await add(top));
    for (const target of [top, bottom]) {
      const error: unknown = await move(top, target).catch((thrown: unknown) => thrown);
      expect(violates(error, `ck_${table}_no_circle`)).toBe(true);
    }
    expect(await path(top)).toEqual([top]);
  });

  it('stay right when a branch moves while children are hung below it', async () => {
    const [from, to] = [await add(null), await add(null)];
    const branch = await add(from);
    for (let round = 0; round < 5; round++) {
      await Promise.all([move(branch, round % 2 === 0 ? to : from), add(branch), add(branch), add(from)]);
    }
    expect(await wrongPaths()).toEqual([]);
  });
});
