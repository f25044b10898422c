import { createHash } from 'node:crypto';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Proof {
  canonical_json: string;
  previous_hash: string;
  hash: string;
  register_id: string;
  is_valid: boolean;
}

describe('receipts', () => {
  let t: TestApp;
  let admin: Client;
  let product: string;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    product = (await aProduct(admin, { name: 'Tea <b>"Assam"</b> & milk', price: 4.5, stock_quantity: 1000 }))
      .id;
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const sell = async (): Promise<{ id: string; receipt_number: string }> => {
    const items = [{ product_id: product, quantity: 2 }];
    const payments = [{ payment_method: 'cash', amount: 9, tendered: 10 }];
    return (await admin.post('/v1/sales', { items, payments }).expect(201)).body as {
      id: string;
      receipt_number: string;
    };
  };

  it('prints as JSON, text and HTML, with text from outside escaped', async () => {
    const { id } = await sell();
    const json = await admin.get(`/v1/sales/${id}/receipt`).expect(200);
    expect(json.body).toMatchObject({
      kind: 'sale',
      body: { total: '9.00', change: '1.00', tenders: [{ method: 'cash', amount: '9.00' }] },
    });
    expect((await admin.get(`/v1/sales/${id}/receipt.json`)).body).toEqual(json.body);
    const text = await admin
      .get(`/v1/sales/${id}/receipt.txt`)
      .expect(200)
      .expect('content-type', /text\/plain/);
    expect(text.text).toContain('TOTAL USD');
    expect(text.text).toContain((json.body as { number: string }).number);
    const html = await admin
      .get(`/v1/sales/${id}/receipt.html`)
      .expect(200)
      .expect('content-type', /text\/html/);
    expect(html.text).toContain('Tea &lt;b&gt;&quot;Assam&quot;&lt;/b&gt; &amp; milk');
    expect(html.text).not.toContain('<b>"Assam"');
  });

  it('prints the header of the shop where the location has none', async () => {
    const { id } = await sell();
    await admin.put('/v1/settings/receipt.header', { value: 'The Corner Shop' }).expect(200);
    expect((await admin.get(`/v1/sales/${id}/receipt.txt`)).text).toContain('The Corner Shop');
    expect((await admin.get(`/v1/sales/${id}/receipt`)).body).toMatchObject({ body: { header: null } });
  });

  it('can be proved by anyone with SHA-256', async () => {
    const first = await sell();
    const second = await sell();
    const proofs = await Promise.all(
      [first, second].map(
        async (sale) =>
          (await admin.get(`/v1/receipts/${sale.receipt_number}/proof`).expect(200)).body as Proof,
      ),
    );
    for (const proof of proofs) {
      const digest = createHash('sha256')
        .update(`${proof.canonical_json}\n${proof.previous_hash}`)
        .digest('hex');
      expect(proof).toMatchObject({ hash: digest, is_valid: true });
    }
    expect(proofs[1]!.previous_hash).toBe(proofs[0]!.hash);
    await admin.get('/v1/receipts/MAIN-POS1-99999999/proof').expect(404);

    const chain = await admin.get(`/v1/registers/${proofs[0]!.register_id}/chain/verify`).expect(200);
    expect(chain.body).toMatchObject({ is_intact: true, broken: [], head: proofs[1]!.hash });
  });

  it('cannot be changed, and a change behind its back is found', async () => {
    const { receipt_number } = await sell();
    await sell();
    await expect(
      t.dataSource.query(`UPDATE receipts SET body = replace(body, '9.00', '8.00') WHERE number = $1`, [
        receipt_number,
      ]),
    ).rejects.toThrow(/append-only/);
    await expect(t.dataSource.query(`DELETE FROM receipts`)).rejects.toThrow(/append-only/);
    await expect(t.dataSource.query(`TRUNCATE receipts`)).rejects.toThrow(/append-only/);

    const forge = async (from: string, to: string): Promise<void> => {
      await t.dataSource.query(`ALTER TABLE receipts DISABLE TRIGGER tr_receipts_append_only`);
      await t.dataSource.query(`UPDATE receipts SET body = replace(body, $2, $3) WHERE number = $1`, [
        receipt_number,
        from,
        to,
      ]);
      await t.dataSource.query(`ALTER TABLE receipts ENABLE TRIGGER tr_receipts_append_only`);
    };
    await forge('"total":"9.00"', '"total":"8.00"');
    const proof = (await admin.get(`/v1/receipts/${receipt_number}/proof`).expect(200)).body as Proof;
    expect(proof.is_valid).toBe(false);
    const chain = await admin.get(`/v1/registers/${proof.register_id}/chain/verify`).expect(200);
    expect(chain.body).toMatchObject({ is_intact: false, broken: [receipt_number] });
    const { body } = await admin.get('/v1/integrity').expect(200);
    const drifted = (body as { checks: { name: string; drift_count: number }[] }).checks.filter(
      (check) => check.drift_count > 0,
    );
    expect(drifted.map((check) => check.name).sort()).toEqual(['receipt_amounts', 'receipt_chain']);
    await forge('"total":"8.00"', '"total":"9.00"');
  });
});
