import { Client as PgClient } from 'pg';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, wrongFields, type Product } from './catalog-fixtures.js';

interface Verdict {
  product_id: string;
  outcome: string;
  code: string | null;
  from_status: string | null;
}

const NOBODY = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';

describe('looking after many products', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function create(body: object = {}): Promise<string> {
    return (
      (await admin.post('/v1/products', { name: 'Thing', price: 1, ...body }).expect(201)).body as Product
    ).id;
  }
  const move = (product_ids: string[], status: string, reason?: string) =>
    admin.post('/v1/products/lifecycle', { product_ids, status, reason });
  const statusOf = async (id: string): Promise<unknown> =>
    ((await admin.get(`/v1/products/${id}`).expect(200)).body as Product)['lifecycle_status'];

  describe('POST /v1/products/lifecycle', () => {
    it('moves what may move and says of each other one why not', async () => {
      const [free, stocked, fresh] = [
        await create(),
        await create({ stock_quantity: 4 }),
        await create({ lifecycle_status: 'new' }),
      ];
      const gone = await create();
      await move([gone], 'discontinued').expect(200);
      const ids = [free, stocked, fresh, gone, NOBODY, free.toUpperCase()];
      const { body } = await move(ids, 'discontinued', 'End of season').expect(200);
      const { results, ...counts } = body as { results: Verdict[] };
      expect(counts).toEqual({ changed: 1, unchanged: 1, refused: 3 });
      expect(
        results.map(({ product_id, outcome, code, from_status }) => [product_id, outcome, code, from_status]),
      ).toEqual([
        [free, 'changed', null, 'active'],
        [stocked, 'refused', 'HAS_STOCK', 'active'],
        [fresh, 'refused', 'TRANSITION_FORBIDDEN', 'new'],
        [gone, 'unchanged', null, 'discontinued'],
        [NOBODY, 'refused', 'PRODUCT_NOT_FOUND', null],
      ]);
      expect(await Promise.all([free, stocked, fresh].map(statusOf))).toEqual([
        'discontinued',
        'active',
        'new',
      ]);

      const history = (await admin.get(`/v1/products/${free}/lifecycle`).expect(200)).body as object[];
      expect(history).toMatchObject([
        {
          from_status: 'active',
          to_status: 'discontinued',
          reason: 'End of season',
          actor_id: admin.user_id,
        },
      ]);
      expect((await auditOf(t, free)).at(-1)).toMatchObject({
        action: 'product.updated',
        before: { lifecycle_status: 'active' },
        after: { lifecycle_status: 'discontinued' },
      });
      expect((await admin.get(`/v1/products/${free}`)).body).toMatchObject({ version: 2 });
    });

    it('retires no part of a bundle that is still sold', async () => {
      const part = await create();
      const bundle = await create({ kind: 'bundle' });
      await t.dataSource.query(
        `INSERT INTO bundle_parts (id, bundle_id, component_id, quantity, sort_order)
         VALUES (gen_random_uuid(), $1, $2, 1, 0)`,
        [bundle, part],
      );
      const { body } = await move([part], 'discontinued').expect(200);
      expect((body as { results: Verdict[] }).results).toMatchObject([
        { outcome: 'refused', code: 'PART_OF_BUNDLE' },
      ]);
      await move([bundle], 'discontinued').expect(200);
      expect((await move([part], 'discontinued').expect(200)).body).toMatchObject({ changed: 1 });
    });

    it('archives only what is sold off', async () => {
      const id = await create();
      await move([id], 'discontinued').expect(200);
      await t.dataSource.query(
        `INSERT INTO stock_levels (location_id, product_id, on_hand)
         SELECT l.id, $1, 2 FROM locations l LIMIT 1`,
        [id],
      );
      expect((await move([id], 'archived').expect(200)).body).toMatchObject({
        results: [{ code: 'HAS_STOCK' }],
      });
      const alone = await admin.post(`/v1/products/${id}/lifecycle`, { status: 'archived' }).expect(409);
      expect(alone.body).toMatchObject({ code: 'HAS_STOCK', on_hand: 2 });
      await t.dataSource.query(`UPDATE stock_levels SET on_hand = 0 WHERE product_id = $1`, [id]);
      expect((await move([id], 'archived').expect(200)).body).toMatchObject({ changed: 1 });
    });

    it('costs the same number of statements for one and for many', async () => {
      const ids = await Promise.all(Array.from({ length: 12 }, () => create()));
      const counts: number[] = [];
      for (const some of [ids.slice(0, 1), ids.slice(1)]) {
        const spy = jest.spyOn(PgClient.prototype, 'query');
        await move(some, 'discontinued').expect(200);
        counts.push(spy.mock.calls.length);
        spy.mockRestore();
      }
      expect(counts[0]).toBeGreaterThan(3);
      expect(counts[0]).toBe(counts[1]);
    });

    it('refuses wrong fields by name, and callers who may not write', async () => {
      const wrong = { product_ids: ['x'], status: 'gone', reason: ' ', extra: 1 };
      expect(wrongFields((await admin.post('/v1/products/lifecycle', wrong).expect(422)).body)).toEqual(
        Object.keys(wrong).sort(),
      );
      for (const product_ids of [[], 'x', Array.from({ length: 1001 }, () => NOBODY)]) {
        await admin.post('/v1/products/lifecycle', { product_ids, status: 'active' }).expect(422);
      }
      await (
        await t.as('cashier')
      )
        .post('/v1/products/lifecycle', { product_ids: [NOBODY], status: 'active' })
        .expect(403);
    });

    it('is held by the database, whoever writes', async () => {
      const id = await create();
      await move([id], 'discontinued').expect(200);
      await expect(
        t.dataSource.query(`UPDATE products SET lifecycle_status = 'active' WHERE id = $1`, [id]),
      ).rejects.toThrow(/cannot become active/);
    });
  });

  describe('GET /v1/products/attention', () => {
    it('lists what is blocked, on its way out with stock, or new for too long, and why', async () => {
      await create({ sku: 'FINE', stock_quantity: 3 });
      await create({ sku: 'BLOCKED', sales_blocked: true, purchase_blocked: true });
      const out = await create({ sku: 'OUT', stock_quantity: 3 });
      const soldOut = await create({ sku: 'SOLD-OUT' });
      const left = await create({ sku: 'LEFT' });
      const forgotten = await create({ sku: 'FORGOTTEN', lifecycle_status: 'new' });
      await create({ sku: 'FRESH', lifecycle_status: 'new' });
      await move([out, soldOut], 'phase_out').expect(200);
      await move([left], 'discontinued').expect(200);
      await t.dataSource.query(
        `INSERT INTO stock_levels (location_id, product_id, on_hand) SELECT l.id, $1, 2 FROM locations l LIMIT 1`,
        [left],
      );
      await t.dataSource.query(`UPDATE products SET created_at = now() - interval '31 days' WHERE id = $1`, [
        forgotten,
      ]);

      const listed = async (query = ''): Promise<[string, unknown][]> =>
        ((await admin.get(`/v1/products/attention?sort=sku${query}`).expect(200)).body as Product[])
          .filter(({ name }) => name === 'Thing')
          .map((each): [string, unknown] => [each.sku, each['reasons']])
          .filter(([sku]) => /^[A-Z-]+$/.test(sku));
      expect(await listed()).toEqual([
        ['BLOCKED', ['sales_blocked', 'purchase_blocked']],
        ['FORGOTTEN', ['new_too_long']],
        ['LEFT', ['discontinued_with_stock']],
        ['OUT', ['phase_out_with_stock']],
      ]);
      for (const [reason, sku] of [
        ['purchase_blocked', 'BLOCKED'],
        ['new_too_long', 'FORGOTTEN'],
        ['discontinued_with_stock', 'LEFT'],
        ['phase_out_with_stock', 'OUT'],
      ] as const) {
        expect((await listed(`&reason=${reason}`)).map(([found]) => found)).toEqual([sku]);
      }
      await t.dataSource.query(`DELETE FROM stock_levels WHERE product_id = $1`, [left]);
    });

    it('pages, hides costs from those who may not see them, and refuses unknown reasons', async () => {
      await create({ sku: 'COSTLY-BLOCK', cost_price: 3, sales_blocked: true });
      const cashier = await t.as('cashier');
      const { body, headers } = await cashier.get('/v1/products/attention?limit=1&count=true').expect(200);
      expect((body as Product[])[0]).not.toHaveProperty('cost_price');
      expect(Number(headers['x-total-count'])).toBeGreaterThan(1);
      expect(headers['link']).toContain('cursor=');
      expect(wrongFields((await cashier.get('/v1/products/attention?reason=ugly').expect(422)).body)).toEqual(
        ['reason'],
      );
    });
  });
});
