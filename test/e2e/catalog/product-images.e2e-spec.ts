import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { newId } from '../../../src/common/database/new-id.js';
import { FileSweep } from '../../../src/common/storage/file-sweep.js';
import { startFakeS3 } from '../../support/fake-s3.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors } from './catalog-fixtures.js';

interface Image {
  id: string;
  urls: { large: string; medium: string; thumb: string };
  is_primary: boolean;
  [field: string]: unknown;
}

let shade = 0;

/** Another picture each time. */
async function photo(width = 400, height = 300): Promise<Buffer> {
  shade += 1;
  const background = { r: shade % 256, g: (shade * 7) % 256, b: 90 };
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

describe('/v1/products/{id}/images', () => {
  let t: TestApp;
  let admin: Client;
  let data_dir: string;

  beforeAll(async () => {
    data_dir = await mkdtemp(join(tmpdir(), 'opentill-images-'));
    t = await startTestApp({ data_dir });
    admin = await t.as('admin');
  });
  afterAll(async () => {
    await t.close();
    await rm(data_dir, { recursive: true, force: true });
  });

  const at = (productId: string, rest = ''): string => `/v1/products/${productId}/images${rest}`;
  const send = (path: string, body: Buffer | string, type: string) =>
    t.http.post(path).set('authorization', `Bearer ${admin.token}`).set('content-type', type).send(body);
  const form = (path: string) => t.http.post(path).set('authorization', `Bearer ${admin.token}`);

  async function upload(productId: string, query = ''): Promise<Image> {
    return (await send(at(productId, query), await photo(), 'image/jpeg').expect(201)).body as Image;
  }
  const imagesOf = async (productId: string): Promise<Image[]> =>
    (await admin.get(at(productId)).expect(200)).body as Image[];
  const shownBy = async (productId: string): Promise<unknown> =>
    ((await admin.get(`/v1/products/${productId}`).expect(200)).body as { image_url: unknown }).image_url;

  async function filesOnDisk(): Promise<string[]> {
    const folder = join(data_dir, 'files', 'product-images');
    if (!existsSync(folder)) return [];
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  it('takes a form with a file and what is said of it', async () => {
    const { id } = await aProduct(admin);
    const answer = await form(at(id))
      .field('alt_text', 'Blue mug')
      .field('is_primary', 'true')
      .attach('file', await photo(3000, 2000), { filename: '../../etc/x.svg', contentType: 'text/html' })
      .expect(201);
    expect(answer.body).toMatchObject({
      product_id: id,
      width: 2048,
      height: 1365,
      alt_text: 'Blue mug',
      is_primary: true,
      version: 1,
    });
    expect(answer.headers['etag']).toBe('"1"');
    const { id: imageId, urls } = answer.body as Image;
    expect(urls.large).toBe(`/v1/images/${imageId}/large`);
    expect(await shownBy(id)).toBe(urls.large);
    expect(await auditOf(t, imageId)).toEqual([
      expect.objectContaining({
        action: 'product_image.added',
        after: expect.objectContaining({ alt_text: 'Blue mug' }),
      }),
    ]);
  });

  it('takes the image itself as the body', async () => {
    const { id } = await aProduct(admin);
    const image = await upload(id, '?alt_text=Side%20view');
    expect(image).toMatchObject({ alt_text: 'Side view', width: 400, is_primary: true });
    await send(at(id), await photo(), 'application/octet-stream').expect(201);
    expect((await imagesOf(id)).map(({ is_primary }) => is_primary)).toEqual([true, false]);
  });

  it('shows each size to anybody, to be kept for ever', async () => {
    const { id } = await aProduct(admin);
    const { urls } = await upload(id);
    for (const [size, edge] of [
      ['large', 400],
      ['medium', 400],
      ['thumb', 200],
    ] as const) {
      const { body, headers } = await t.http.get(urls[size]).expect(200);
      expect(headers).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
        'content-length': String((body as Buffer).length),
        etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
      });
      expect((await sharp(body as Buffer).metadata()).width).toBe(edge);
      const again = await t.http
        .get(urls[size])
        .set('if-none-match', `"other", W/${headers['etag']}`)
        .expect(304);
      expect(again.headers['etag']).toBe(headers['etag']);
      expect(again.text ?? '').toBe('');
      const head = await t.http.head(urls[size]).expect(200);
      expect(head.headers['content-length']).toBe(headers['content-length']);
    }
  });

  it('answers what is not there, or no size, with a problem', async () => {
    const { body } = await t.http.get(`/v1/images/${newId()}/large`).expect(404);
    expect(body).toMatchObject({ code: 'IMAGE_NOT_FOUND' });
    const wrong = await t.http.get(`/v1/images/${newId()}/huge`).expect(422);
    expect(fieldErrors(wrong.body)).toEqual(['size IS_IN']);
    await t.http.get('/v1/images/..%2f..%2fetc/large').expect(422);
    await admin.get(at(newId())).expect(404);
    await send(at(newId()), await photo(), 'image/jpeg').expect(404);
  });

  it('keeps order and main image, and the product shows the main one', async () => {
    const { id } = await aProduct(admin);
    const [first, second, third] = [await upload(id), await upload(id), await upload(id, '?is_primary=true')];
    expect((await imagesOf(id)).map((image) => image.id)).toEqual([third.id, first.id, second.id]);
    expect(await shownBy(id)).toBe(third.urls.large);

    const ordered = await admin
      .put(at(id, '/order'), { image_ids: [second.id, third.id, first.id] })
      .expect(200);
    expect((ordered.body as Image[]).map((image) => image.id)).toEqual([second.id, third.id, first.id]);
    expect(await shownBy(id)).toBe(second.urls.large);

    await admin.post(at(id, `/${first.id}/primary`)).expect(200);
    expect((await imagesOf(id)).map((image) => [image.id, image.is_primary])).toEqual([
      [first.id, true],
      [second.id, false],
      [third.id, false],
    ]);
    await admin.delete(at(id, `/${first.id}`)).expect(204);
    expect(await shownBy(id)).toBe(second.urls.large);
    await admin.delete(at(id, `/${second.id}`)).expect(204);
    await admin.delete(at(id, `/${third.id}`)).expect(204);
    expect(await shownBy(id)).toBeNull();
    expect(await imagesOf(id)).toEqual([]);
  });

  it('does not order what is not all of it', async () => {
    const { id } = await aProduct(admin);
    const [first, second] = [await upload(id), await upload(id)];
    for (const image_ids of [
      [first.id],
      [first.id, first.id],
      [first.id, newId()],
      [first.id, second.id, newId()],
    ]) {
      const { body } = await admin.put(at(id, '/order'), { image_ids }).expect(422);
      expect((body as { errors: { field: string }[] }).errors[0]!.field).toBe('image_ids');
    }
    const other = await aProduct(admin);
    await admin.post(at(other.id, `/${first.id}/primary`)).expect(404);
    await admin.delete(at(other.id, `/${first.id}`)).expect(404);
    await admin.patch(at(other.id, `/${first.id}`), { alt_text: 'x' }).expect(404);
  });

  it('leaves an address set by hand alone until another image comes first', async () => {
    const { id } = await aProduct(admin);
    const [first, second] = [await upload(id), await upload(id)];
    await admin.patch(`/v1/products/${id}`, { image_url: 'https://cdn.example/mug.jpg' }).expect(200);
    await admin.delete(at(id, `/${second.id}`)).expect(204);
    expect(await shownBy(id)).toBe('https://cdn.example/mug.jpg');
    await admin.delete(at(id, `/${first.id}`)).expect(204);
    expect(await shownBy(id)).toBe('https://cdn.example/mug.jpg');
  });

  it('takes back the address that it answered', async () => {
    const { id } = await aProduct(admin);
    const { urls } = await upload(id);
    await admin.put(`/v1/products/${id}`, { image_url: urls.large }).expect(200);
    await admin.put(`/v1/products/${id}`, { image_url: '/v1/images/../secret' }).expect(422);
  });

  it('changes what an image is said to show, once for each version', async () => {
    const { id } = await aProduct(admin);
    const image = await upload(id);
    const path = at(id, `/${image.id}`);
    const { body } = await admin.patch(path, { alt_text: 'Mug' }).set('if-match', '"1"').expect(200);
    expect(body).toMatchObject({ alt_text: 'Mug', version: 2 });
    await admin.patch(path, { alt_text: null }).set('if-match', '"1"').expect(412);
    await admin.patch(path, { alt_text: 'x'.repeat(301) }).expect(422);
    expect((await admin.patch(path, { alt_text: null }).expect(200)).body).toMatchObject({ alt_text: null });
  });

  it('takes the same file once for a product, and as often as there are products', async () => {
    const [one, other] = [await aProduct(admin), await aProduct(admin)];
    const file = await photo();
    const { body } = await send(at(one.id), file, 'image/jpeg').expect(201);
    const again = await send(at(one.id), file, 'image/jpeg').expect(409);
    expect(again.body).toMatchObject({ code: 'IMAGE_EXISTS', image_id: (body as Image).id });
    await send(at(other.id), file, 'image/jpeg').expect(201);
    const third = await aProduct(admin);
    const twice = await Promise.all([1, 2, 3].map(() => send(at(third.id), file, 'image/jpeg')));
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('refuses what is no image, whatever it is called', async () => {
    const { id } = await aProduct(admin);
    const good = await photo();
    const cases: [string, Buffer | string, string, number, string][] = [
      ['a text', 'hello', 'image/png', 422, 'IMAGE_TYPE_NOT_SUPPORTED'],
      [
        'an SVG as PNG',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        'image/png',
        422,
        'IMAGE_TYPE_NOT_SUPPORTED',
      ],
      ['half a JPEG', good.subarray(0, 200), 'image/jpeg', 422, 'IMAGE_UNREADABLE'],
      [
        'a polyglot',
        Buffer.concat([good, Buffer.from('<script>1</script>')]),
        'image/jpeg',
        422,
        'IMAGE_POLYGLOT',
      ],
      ['nothing', Buffer.alloc(0), 'image/png', 422, 'FILE_MISSING'],
      ['too much', Buffer.alloc(10 * 1024 * 1024 + 1), 'image/png', 413, 'BODY_TOO_LARGE'],
      ['a page', '<html></html>', 'text/html', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['an SVG', '<svg/>', 'image/svg+xml', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['JSON', '{}', 'application/json', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['CSV', 'a,b', 'text/csv', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['a form without a boundary', 'x', 'multipart/form-data', 400, 'MALFORMED_UPLOAD'],
      [
        'a form cut off',
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nab',
        'multipart/form-data; boundary=x',
        400,
        'MALFORMED_UPLOAD',
      ],
      ['a form of nonsense', 'nonsense', 'multipart/form-data; boundary=x', 400, 'MALFORMED_UPLOAD'],
    ];
    for (const [what, body, type, status, code] of cases) {
      const answer = await send(at(id), body, type);
      expect([what, answer.status, (answer.body as { code: string }).code]).toEqual([what, status, code]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
    expect(await imagesOf(id)).toEqual([]);
  });

  it('refuses forms that hold something else', async () => {
    const { id } = await aProduct(admin);
    const file = await photo();
    const refused: [string, () => ReturnType<typeof form>, number, string][] = [
      ['no file', () => form(at(id)).field('alt_text', 'x'), 422, 'FILE_MISSING'],
      [
        'another field',
        () => form(at(id)).field('price', '1').attach('file', file, 'a.jpg'),
        422,
        'VALIDATION_FAILED',
      ],
      [
        'a wrong field',
        () => form(at(id)).field('is_primary', 'maybe').attach('file', file, 'a.jpg'),
        422,
        'VALIDATION_FAILED',
      ],
      ['another file', () => form(at(id)).attach('image', file, 'a.jpg'), 422, 'VALIDATION_FAILED'],
      [
        'two files',
        () => form(at(id)).attach('file', file, 'a.jpg').attach('file', file, 'b.jpg'),
        400,
        'MALFORMED_UPLOAD',
      ],
      [
        'a huge file',
        () => form(at(id)).attach('file', Buffer.alloc(11_000_000), 'a.jpg'),
        413,
        'BODY_TOO_LARGE',
      ],
      [
        'a proto field',
        () => form(at(id)).field('__proto__', 'x').attach('file', file, 'a.jpg'),
        400,
        'MALFORMED_UPLOAD',
      ],
    ];
    for (const [what, request, status, code] of refused) {
      const answer = await request();
      expect([what, answer.status, (answer.body as { code: string }).code]).toEqual([what, status, code]);
    }
    const answer = await send(at(id, '?is_primary=perhaps&size=1'), file, 'image/jpeg').expect(422);
    expect(fieldErrors(answer.body)).toEqual(['size UNKNOWN_FIELD', 'is_primary IS_BOOLEAN']);
    expect(await imagesOf(id)).toEqual([]);
  });

  it('takes forms and images nowhere else', async () => {
    const { id } = await aProduct(admin);
    for (const path of ['/v1/brands', '/v1/sales', at(id, `/${newId()}/primary`)]) {
      const asForm = await form(path).attach('file', await photo(), 'a.jpg');
      expect([path, asForm.status, (asForm.body as { code: string }).code]).toEqual([
        path,
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ]);
      await send(path, await photo(), 'image/jpeg').expect(415);
    }
    await form('/v1/no-such-route')
      .attach('file', await photo(), 'a.jpg')
      .expect(404);
  });

  it('holds at most 20 for a product', async () => {
    const { id } = await aProduct(admin);
    for (let n = 0; n < 20; n++) await upload(id);
    const { body } = await send(at(id), await photo(), 'image/jpeg').expect(409);
    expect(body).toMatchObject({ code: 'TOO_MANY_IMAGES', most: 20 });
  });

  it('lets only those who may write upload, order and delete', async () => {
    const { id } = await aProduct(admin);
    const image = await upload(id);
    const cashier = await t.as('cashier');
    const file = await photo();
    await t.http
      .post(at(id))
      .set('authorization', `Bearer ${cashier.token}`)
      .attach('file', file, 'a.jpg')
      .expect(403);
    await t.http.post(at(id)).attach('file', file, 'a.jpg').expect(401);
    await cashier.delete(at(id, `/${image.id}`)).expect(403);
    await cashier.put(at(id, '/order'), { image_ids: [image.id] }).expect(403);
    await cashier.get(at(id)).expect(200);
  });

  it('stores only what is drawn anew, under names of its own', async () => {
    const { id } = await aProduct(admin);
    const before = new Set(await filesOnDisk());
    await form(at(id))
      .attach('file', await photo(), '../../../evil.php')
      .expect(201);
    const added = (await filesOnDisk()).filter((name) => !before.has(name));
    expect(added).toHaveLength(3);
    for (const name of added) expect(name).toMatch(/^[0-9a-f]{64}-[0-9a-f-]{36}-(large|medium|thumb)\.webp$/);
  });

  it('gives up what breaks off, also while it waits for its turn', async () => {
    const { id } = await aProduct(admin);
    const { port } = t.app.getHttpServer().address() as AddressInfo;
    const head = (type: string, length: number) =>
      `POST ${at(id)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${admin.token}\r\n` +
      `Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
    const formStart = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf';
    const starts = [head('image/png', 1000), `${head('multipart/form-data; boundary=x', 1000)}${formStart}`];
    // More than may be read at once, so that some are still waiting when they go.
    const sockets = await Promise.all(
      [...starts, ...starts, ...starts, ...starts].map(async (start) => {
        const socket = connect(port, '127.0.0.1').on('error', () => undefined);
        await once(socket, 'connect');
        socket.write(start);
        return socket;
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const socket of sockets) socket.destroy();
    await Promise.all([1, 2, 3, 4].map(() => upload(id)));
    expect(await imagesOf(id)).toHaveLength(4);
  });

  describe('files without a row', () => {
    const sweep = () => t.app.get(FileSweep, { strict: false }).run();
    const due = () =>
      t.dataSource.query(`UPDATE unclaimed_files SET delete_after = now() - interval '1 minute'`);

    async function expectFilesToMatchRows(): Promise<void> {
      const rows = await t.dataSource.query<{ key: string }[]>(
        `SELECT file ->> 'key' AS key FROM product_images, jsonb_array_elements(files) AS file`,
      );
      const names = rows.map(({ key }) => key.split('/').at(-1)!);
      expect((await filesOnDisk()).sort()).toEqual(names.sort());
    }

    it('go with their image and their product, but not before', async () => {
      const [one, other] = [
        await aProduct(admin, { stock_quantity: 0 }),
        await aProduct(admin, { stock_quantity: 0 }),
      ];
      const [kept, dropped] = [await upload(one.id), await upload(one.id)];
      const gone = await upload(other.id);
      await admin.delete(at(one.id, `/${dropped.id}`)).expect(204);
      await admin.delete(`/v1/products/${other.id}`).expect(204);
      await t.http.get(dropped.urls.large).expect(404);
      await t.http.get(gone.urls.large).expect(404);
      await due();
      await sweep();
      await expectFilesToMatchRows();
      await t.http.get(kept.urls.thumb).expect(200);
      expect(await t.dataSource.query(`SELECT * FROM unclaimed_files`)).toEqual([]);
    });

    it('go when an upload got no further than the storage, but not while it may still be running', async () => {
      const { id } = await aProduct(admin);
      for (let n = 0; n < 20; n++) await upload(id);
      const before = (await filesOnDisk()).length;
      await send(at(id), await photo(), 'image/jpeg').expect(409);
      await sweep();
      expect((await filesOnDisk()).length).toBe(before + 3);
      await due();
      await sweep();
      await expectFilesToMatchRows();
    });
  });

  it('says 503 when there is nowhere to store, and stays usable', async () => {
    const { id } = await aProduct(admin);
    const blocked = await mkdtemp(join(tmpdir(), 'opentill-blocked-'));
    await writeFile(join(blocked, 'files'), 'a file is in the way of the folder');
    const other = await startTestApp({ data_dir: blocked });
    try {
      const boss = await other.as('admin');
      const product = await aProduct(boss);
      const answer = await other.http
        .post(at(product.id))
        .set('authorization', `Bearer ${boss.token}`)
        .set('content-type', 'image/jpeg')
        .send(await photo());
      expect([answer.status, answer.body]).toEqual([
        503,
        expect.objectContaining({ code: 'STORAGE_UNAVAILABLE' }),
      ]);
      expect((await boss.get(at(product.id)).expect(200)).body).toEqual([]);
      const ready = await other.http.get('/health/ready').expect(200);
      expect(ready.body).toMatchObject({ status: 'degraded', storage: { status: 'degraded' } });
    } finally {
      await other.close();
      await rm(blocked, { recursive: true });
    }
    await upload(id);
  });

  it('keeps its files in a bucket instead, when there is one', async () => {
    const s3 = await startFakeS3();
    const other = await startTestApp({ s3: s3.settings });
    try {
      const boss = await other.as('admin');
      const product = await aProduct(boss, { stock_quantity: 0 });
      const { body } = await other.http
        .post(at(product.id))
        .set('authorization', `Bearer ${boss.token}`)
        .attach('file', await photo(), 'a.jpg')
        .expect(201);
      expect(s3.objects.size).toBe(3);
      const shown = await other.http.get((body as Image).urls.thumb).expect(200);
      expect((await sharp(shown.body as Buffer).metadata()).width).toBe(200);
      await boss.delete(`/v1/products/${product.id}`).expect(204);
      await other.app.get(FileSweep, { strict: false }).run();
      expect(s3.objects.size).toBe(0);
    } finally {
      await other.close();
      await s3.close();
    }
  });
});
