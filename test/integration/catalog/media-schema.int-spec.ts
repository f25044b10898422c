import { newId } from '../../../src/common/database/new-id.js';
import { violates } from '../../../src/common/database/sql-state.js';
import { startTestApp, type TestApp } from './catalog-app.js';

const TABLES = /"(product_options|bundle_parts|product_images|product_reviews|unclaimed_files)"/;
const PIECE = '00000000-0000-7000-8000-000000000601';

describe('the tables of variants, bundles, images and reviews', () => {
  let t: TestApp;
  let product: string;

  beforeAll(async () => {
    t = await startTestApp();
    product = newId();
    await run(`INSERT INTO products (id, sku, name, unit_id) VALUES ($1, 'S', 'Thing', $2)`, [
      product,
      PIECE,
    ]);
  });
  afterAll(() => t.close());

  const run = (sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
    t.dataSource.query(sql, params);

  const image = (position: number, files = '[]', content = newId()) =>
    run(
      `INSERT INTO product_images (id, product_id, content_hash, files, width, height, position)
       VALUES ($1, $2, $3, $4, 1, 1, $5)`,
      [newId(), product, content, files, position],
    );
  const review = async (rating: number, hidden_reason: string | null = null) => {
    const [user] = await run(`SELECT id FROM users LIMIT 1`);
    return run(
      `INSERT INTO product_reviews (id, product_id, user_id, rating, hidden_reason) VALUES ($1, $2, $3, $4, $5)`,
      [newId(), product, user!['id'], rating, hidden_reason],
    );
  };
  const option = (type: string, values: string) =>
    run(
      `INSERT INTO product_options (id, product_id, name, type, allowed_values, sort_order)
       VALUES ($1, $2, 'Size', $3, $4, 0)`,
      [newId(), product, type, values],
    );

  it('are what the entities say', async () => {
    const { upQueries } = await t.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query).filter((query) => TABLES.test(query))).toEqual([]);
  });

  it('refuse what got past the application', async () => {
    await option('text', '["S"]');
    await image(0, '[]', 'same');
    await review(5);
    const refused: [constraint: string, work: () => Promise<unknown>][] = [
      ['uq_product_options_name', () => option('text', '["S"]')],
      ['ck_product_options_type', () => option('size', '["S"]')],
      ['ck_product_options_allowed_values', () => option('text', '[]')],
      ['uq_product_images_position', () => image(0)],
      ['uq_product_images_content', () => image(1, '[]', 'same')],
      ['ck_product_images_position', () => image(-1)],
      ['ck_product_images_files', () => image(1, '{}')],
      ['uq_product_reviews_user', () => review(5)],
      ['ck_product_reviews_rating', () => review(6)],
      ['ck_product_reviews_hidden_reason', () => review(5, 'rude')],
    ];
    for (const [constraint, work] of refused) {
      const error = await work().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect([constraint, violates(error, constraint)]).toEqual([constraint, true]);
    }
  });

  it('leave the files of an image to the sweep, however it goes', async () => {
    await run(`DELETE FROM product_images`);
    await image(0, '[{"key": "a.webp"}, {"key": "b.webp"}]');
    await image(1, '[{"key": "c.webp"}]');
    await run(`DELETE FROM products WHERE id = $1`, [product]);
    const left = await run(`SELECT key FROM unclaimed_files WHERE delete_after <= now() ORDER BY key`);
    expect(left.map(({ key }) => key)).toEqual(['a.webp', 'b.webp', 'c.webp']);
  });
});
