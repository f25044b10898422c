import sharp from 'sharp';
import { newId } from '../../../src/common/database/new-id.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { wrongFields } from './catalog-fixtures.js';

describe('barcodes to print', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  const at = (id: string, query = ''): string => `/v1/products/${id}/barcode.svg${query}`;
  const drawn = async (path: string): Promise<string> => {
    const { body, text } = await admin.get(path).expect(200);
    return text ?? (body as Buffer).toString();
  };
  /** Widths of bars and gaps along the middle of a PNG, as a scanner sees them. */
  async function scan(path: string): Promise<number[]> {
    const { body } = await admin.get(path).expect(200);
    const image = sharp(body as Buffer)
      .flatten({ background: '#fff' })
      .greyscale();
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    const row = data
      .subarray(Math.floor(info.height / 3) * info.width * info.channels)
      .subarray(0, info.width * info.channels);
    const runs: number[] = [];
    let last = -1;
    for (let x = 0; x < info.width; x++) {
      const dark = row[x * info.channels]! < 128 ? 1 : 0;
      if (dark === last) runs[runs.length - 1]! += 1;
      else runs.push(1);
      last = dark;
    }
    return runs;
  }

  /** Reads an EAN-13 off its bars. */
  function readEan13(runs: number[], module: number): string {
    const bars = runs.slice(1, -1).map((run) => Math.round(run / module));
    const L = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112'];
    const PARITY = [
      'LLLLLL',
      'LLGLGG',
      'LLGGLG',
      'LLGGGL',
      'LGLLGG',
      'LGGLLG',
      'LGGGLL',
      'LGLGLG',
      'LGLGGL',
      'LGGLGL',
    ];
    const digits = (from: number) =>
      Array.from({ length: 6 }, (_, n) => bars.slice(from + n * 4, from + n * 4 + 4).join(''));
    const left = digits(3).map((code) => {
      const isL = L.includes(code);
      return { parity: isL ? 'L' : 'G', digit: L.indexOf(isL ? code : [...code].reverse().join('')) };
    });
    const right = digits(3 + 24 + 5).map((code) => L.indexOf(code));
    const first = PARITY.indexOf(left.map(({ parity }) => parity).join(''));
    return [first, ...left.map(({ digit }) => digit), ...right].join('');
  }

  it('can be read as what they stand for', async () => {
    const { id } = await aProduct(admin, { barcode: '4006381333931' });
    const runs = await scan(`/v1/products/${id}/barcode.png?scale=2&text=false`);
    expect(runs[0]).toBeGreaterThanOrEqual(22);
    expect(runs.at(-1)).toBeGreaterThanOrEqual(14);
    expect(readEan13(runs, 2)).toBe('4006381333931');
  });

  it('come as SVG and PNG, to be asked for again only when they change', async () => {
    const { id } = await aProduct(admin, { barcode: '96385074' });
    for (const [path, type] of [
      [at(id), 'image/svg+xml; charset=utf-8'],
      [`/v1/products/${id}/barcode.png`, 'image/png'],
    ] as const) {
      const { headers } = await admin.get(path).expect(200);
      expect(headers).toMatchObject({
        'content-type': type,
        'cache-control': 'private, no-cache',
        'x-content-type-options': 'nosniff',
        etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      });
      const etag = String(headers['etag']);
      await admin.get(path).set('if-none-match', etag).expect(304);
      await admin.get(`${path}?scale=2`).set('if-none-match', etag).expect(200);
      await admin.patch(`/v1/products/${id}`, { name: 'Renamed' }).expect(200);
      await admin.get(path).set('if-none-match', etag).expect(304);
    }
  });

  it('are the main one, or any other of the product, or its SKU', async () => {
    const { id, sku } = await aProduct(admin, { barcodes: ['5901234123457', '036000291452', 'SHELF/7'] });
    const main = await drawn(at(id));
    expect(await drawn(at(id, '?code=5901234123457'))).toBe(main);
    const upc = await drawn(at(id, '?code=036000291452'));
    expect(upc).not.toBe(main);
    expect(await drawn(at(id, '?code=0036000291452'))).toBe(upc);
    expect(await drawn(at(id, '?code=SHELF%2F7'))).not.toBe(main);
    const bySku = await drawn(at(id, `?code=${sku.toLowerCase()}`));
    expect(bySku).toContain('<svg');
    const { body } = await admin.get(at(id, '?code=4011')).expect(404);
    expect(body).toMatchObject({ code: 'BARCODE_NOT_FOUND' });

    const bare = await aProduct(admin, { sku: 'ONLY-A-SKU' });
    expect(await drawn(at(bare.id))).toBe(await drawn(at(bare.id, '?code=only-a-sku')));
  });

  it.each(['01234565', '14006381333938', '2804011005126', '12345', '~!"§'.slice(0, 3)])(
    'draw %s',
    async (code) => {
      const { id } = await aProduct(admin, { barcode: code });
      expect(await drawn(at(id))).toMatch(/^<svg[\s\S]+<\/svg>\s*$/);
    },
  );

  it('say when a SKU cannot be printed', async () => {
    const { id } = await aProduct(admin, { sku: 'KAFFEE-Ö' });
    const { body } = await admin.get(at(id)).expect(409);
    expect(body).toMatchObject({ code: 'NOT_PRINTABLE', sku: 'KAFFEE-Ö' });
  });

  it('are neither huge nor nothing, and name what is wrong', async () => {
    const { id } = await aProduct(admin, { sku: 'X'.repeat(64) });
    const largest = await admin.get(`/v1/products/${id}/barcode.png?scale=5&height=30`).expect(200);
    expect((largest.body as Buffer).length).toBeLessThan(500_000);
    const wrong = await admin
      .get(at(id, `?scale=6&height=1e9&text=maybe&code=${'9'.repeat(65)}&rotate=R`))
      .expect(422);
    expect(wrongFields(wrong.body)).toEqual(['code', 'height', 'rotate', 'scale', 'text']);
    await admin.get(at(id, '?code=%00')).expect(422);
    await admin.get(at(newId())).expect(404);
    await admin.get('/v1/products/x/barcode.png').expect(422);
    await t.http.get(at(id)).expect(401);
  });
});
