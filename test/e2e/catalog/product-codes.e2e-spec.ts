import { checkDigitOf } from '../../../src/catalog/domain/check-digit.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { fieldErrors, wrongFields, type Product } from './catalog-fixtures.js';

interface Barcode {
  id: string;
  code: string;
  kind: string;
  is_primary: boolean;
}

function label(prefix: '28' | '29', plu: string, value: number): string {
  const body = prefix + plu.padStart(5, '0') + String(value).padStart(5, '0');
  return body + checkDigitOf(body);
}

describe('the codes of products', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function create(body: object): Promise<Product> {
    return (await admin.post('/v1/products', { name: 'Thing', price: 1, ...body }).expect(201))
      .body as Product;
  }
  const codes = async (id: string): Promise<Barcode[]> =>
    (await admin.get(`/v1/products/${id}/barcodes`).expect(200)).body as Barcode[];

  describe('barcodes', () => {
    it('are added, made the main one and removed; the product changes with them', async () => {
      const { id } = await create({});
      const first = (await admin.post(`/v1/products/${id}/barcodes`, { code: '4006381333931' }).expect(201))
        .body as Barcode;
      expect(first).toMatchObject({ kind: 'ean_13', is_primary: true });
      const second = (await admin.post(`/v1/products/${id}/barcodes`, { code: 'BOX' }).expect(201))
        .body as Barcode;
      expect(second).toMatchObject({ kind: 'internal', is_primary: false });
      await admin.post(`/v1/products/${id}/barcodes/${second.id}/primary`).expect(200);
      expect((await codes(id)).map(({ code, is_primary }) => [code, is_primary])).toEqual([
        ['BOX', true],
        ['4006381333931', false],
      ]);
      expect((await admin.get(`/v1/products/${id}`)).body).toMatchObject({
        barcode: 'BOX',
        barcodes: ['BOX', '4006381333931'],
        version: 4,
      });
      await admin.delete(`/v1/products/${id}/barcodes/${second.id}`).expect(204);
      expect(await codes(id)).toMatchObject([{ code: '4006381333931', is_primary: true }]);
      await admin.delete(`/v1/products/${id}/barcodes/${second.id}`).expect(404);
    });

    it('are found at once under their new product after they moved', async () => {
      const from = await create({ name: 'Old home', barcode: 'MOVES-1' });
      const to = await create({ name: 'New home' });
      expect(
        (await admin.post(`/v1/products/${to.id}/barcodes`, { code: 'MOVES-1' }).expect(409)).body,
      ).toMatchObject({
        code: 'BARCODE_TAKEN',
        barcode: 'MOVES-1',
        product_id: from.id,
      });
      await admin.patch(`/v1/products/${from.id}`, { barcode: null }).expect(200);
      await admin.post(`/v1/products/${to.id}/barcodes`, { code: 'MOVES-1' }).expect(201);
      expect((await admin.get('/v1/products?q=moves-1').expect(200)).body).toMatchObject([{ id: to.id }]);
    });

    it('belong to one product when several claim one at once', async () => {
      const ids = await Promise.all([1, 2, 3].map(async () => (await create({})).id));
      const answers = await Promise.all(
        ids.map((id) => admin.post(`/v1/products/${id}/barcodes`, { code: 'RACE-1', is_primary: true })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    });

    it('refuse misreads and nonsense by name', async () => {
      const { id } = await create({});
      for (const code of ['4006381333932', '73513538', '012345678906', '10614141000416']) {
        const refused = await admin.post(`/v1/products/${id}/barcodes`, { code }).expect(422);
        expect(fieldErrors(refused.body)).toEqual(['code INVALID_CHECK_DIGIT']);
      }
      await admin.post(`/v1/products/${id}/barcodes`, { code: '1234567890' }).expect(201);
      const wrong = await admin
        .post(`/v1/products/${id}/barcodes`, { code: 'a b', is_primary: 1, kind: 'x' })
        .expect(422);
      expect(wrongFields(wrong.body)).toEqual(['code', 'is_primary', 'kind']);
    });

    it('are at most fifty, and kept by those with catalog:write', async () => {
      const barcodes = Array.from({ length: 50 }, (_, n) => `MANY-${n}`);
      const { id } = await create({ barcodes });
      const refused = await admin.post(`/v1/products/${id}/barcodes`, { code: 'MANY-50' }).expect(422);
      expect(fieldErrors(refused.body)).toEqual(['code TOO_MANY_BARCODES']);
      await admin.patch(`/v1/products/${id}`, { barcodes: [...barcodes, 'MANY-50'] }).expect(422);
      const cashier = await t.as('cashier');
      await cashier.get(`/v1/products/${id}/barcodes`).expect(200);
      await cashier.post(`/v1/products/${id}/barcodes`, { code: 'X' }).expect(403);
      await admin.get('/v1/products/01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10/barcodes').expect(404);
    });
  });

  describe('GET /v1/products/lookup', () => {
    const lookup = async (code: string) =>
      (await admin.get(`/v1/products/lookup?code=${encodeURIComponent(code)}`).expect(200)).body as Record<
        string,
        unknown
      >;

    it('finds by barcode however it is printed, by PLU and by SKU', async () => {
      const made = await create({
        name: 'Cola',
        sku: 'Cola/1 ×6',
        plu: '0301',
        price: 2.5,
        barcode: '042100005264',
      });
      for (const code of ['042100005264', '0042100005264', '00042100005264', '04252614']) {
        expect(await lookup(code)).toMatchObject({
          match: 'barcode',
          quantity: 1,
          unit_price: 2.5,
          price: 2.5,
        });
      }
      expect(await lookup('301')).toMatchObject({ match: 'plu', product: { id: made.id } });
      expect(await lookup('cola/1 ×6')).toMatchObject({
        match: 'sku',
        product: { id: made.id, name: 'Cola' },
      });
    });

    it('reads the weight and the price on a scale label', async () => {
      const ham = await create({ name: 'Ham', price: 19.9, unit: 'kg', is_weighed: true, plu: '4100' });
      expect(await lookup(label('28', '4100', 512))).toMatchObject({
        match: 'weight',
        product: { id: ham.id },
        quantity: 0.512,
        unit_price: 19.9,
        price: 10.1888,
      });
      const priced = await lookup(label('29', '4100', 1019));
      expect(priced).toMatchObject({ match: 'price', quantity: 0.512, price: 10.19 });
      const gift = await create({ name: 'Gift basket', price: 40, plu: '4101' });
      expect(await lookup(label('29', '4101', 3599))).toMatchObject({
        product: { id: gift.id },
        quantity: 1,
        unit_price: 35.99,
        price: 35.99,
      });
    });

    it('prefers a real barcode to a label, a label to a PLU, and a PLU to a SKU', async () => {
      const scale = label('28', '4200', 1000);
      const weighed = await create({ name: 'Weighed', unit: 'kg', is_weighed: true, plu: '4200' });
      const skuLikePlu = await create({ name: 'SKU like a PLU', sku: '4200' });
      expect(await lookup(scale)).toMatchObject({ match: 'weight', product: { id: weighed.id } });
      expect(await lookup('4200')).toMatchObject({ match: 'plu', product: { id: weighed.id } });
      await admin.patch(`/v1/products/${weighed.id}`, { plu: null }).expect(200);
      expect(await lookup('4200')).toMatchObject({ match: 'sku', product: { id: skuLikePlu.id } });
      const printed = await create({ name: 'Printed', barcode: scale });
      expect(await lookup(scale)).toMatchObject({
        match: 'barcode',
        product: { id: printed.id },
        quantity: 1,
      });
    });

    it('answers 404 for what nobody has: unknown, misread, a weight for pieces', async () => {
      await create({ name: 'By the piece', plu: '4300' });
      const good = label('28', '4300', 500);
      const misread = good.slice(0, 12) + String((Number(good[12]) + 1) % 10);
      for (const code of ['nothing', good, misread, label('28', '4300', 0), '0', "' OR 1=1 --"]) {
        const refused = await admin.get(`/v1/products/lookup?code=${encodeURIComponent(code)}`).expect(404);
        expect(refused.body).toMatchObject({ code: 'CODE_NOT_FOUND', scanned: code });
      }
      expect(wrongFields((await admin.get('/v1/products/lookup').expect(422)).body)).toEqual(['code']);
      await admin.get('/v1/products/lookup?code=a%00b').expect(422);
    });

    it('hides the cost from a cashier', async () => {
      await create({ sku: 'COSTLY', cost_price: 3 });
      const seen = await (await t.as('cashier')).get('/v1/products/lookup?code=costly').expect(200);
      expect((seen.body as { product: object }).product).not.toHaveProperty('cost_price');
    });
  });
});
