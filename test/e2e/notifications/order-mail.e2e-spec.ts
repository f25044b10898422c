import { aProduct, expectNoDrift } from '../../support/shop.js';
import { SmtpServer } from '../../support/smtp-server.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let smtp: SmtpServer;
let t: TestApp;
let admin: Client;

beforeAll(async () => {
  smtp = await SmtpServer.start();
  t = await startTestApp({ mail: { smtp_url: smtp.url, from: 'Main store <orders@shop.example>' } });
  admin = await t.as('admin');
});
afterAll(async () => {
  await t.close();
  await smtp.stop();
});
beforeEach(() => smtp.mails.splice(0));

async function anOrder(supplier: object = {}): Promise<string> {
  const made = await admin.post('/v1/suppliers', { name: 'Acme', ...supplier }).expect(201);
  const { id: product_id } = await aProduct(admin);
  const order = { supplier_id: made.body.id, lines: [{ product_id, quantity: 5, unit_price: 3 }] };
  return ((await admin.post('/v1/purchase-orders', order).expect(201)).body as { id: string }).id;
}

/** Once more all jobs, those too that wait because they failed. */
async function runJobs(): Promise<void> {
  await t.dataSource.query(`UPDATE graphile_worker._private_jobs SET run_at = now(), locked_at = NULL`);
  await t.drainJobs();
}

it('mails an order with its PDF to the supplier, once', async () => {
  const id = await anOrder({ email: 'orders@acme.example' });
  const sent = await admin.post(`/v1/purchase-orders/${id}/send`, { email: true }).expect(200);
  expect(sent.body).toMatchObject({ status_code: 'sent', sent_by: admin.user_id });
  expect(smtp.mails).toHaveLength(0);
  await t.drainJobs();
  expect(smtp.mails).toMatchObject([{ to: ['orders@acme.example'] }]);
  const { raw } = smtp.mails[0]!;
  expect(raw).toContain('From: Main store <orders@shop.example>');
  expect(raw).toContain(`Subject: Purchase order ${sent.body.number}`);
  const encoded = raw.slice(raw.indexOf('JVBERi0')).split('\r\n--')[0]!;
  const pdf = Buffer.from(encoded, 'base64').toString('latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf).toContain('%%EOF');
  const log = await t.dataSource.query<object[]>('SELECT recipient, subject FROM mail_log');
  expect(log).toEqual([{ recipient: 'orders@acme.example', subject: `Purchase order ${sent.body.number}` }]);
});

it('tries again while the server does not take it', async () => {
  const id = await anOrder();
  smtp.isRefusing = true;
  await admin.post(`/v1/purchase-orders/${id}/send`, { email: 'desk@acme.example' }).expect(200);
  await t.drainJobs();
  expect(smtp.mails).toHaveLength(0);
  smtp.isRefusing = false;
  await runJobs();
  await runJobs();
  expect(smtp.mails).toMatchObject([{ to: ['desk@acme.example'] }]);
});

it('does not send what its log says was sent, when the job runs twice', async () => {
  const id = await anOrder();
  await admin.post(`/v1/purchase-orders/${id}/send`, { email: 'desk@acme.example' }).expect(200);
  const again = `SELECT graphile_worker.add_job(t.identifier, j.payload)
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = 'notifications:mail_order'`;
  await t.dataSource.query(again);
  await t.drainJobs();
  expect(smtp.mails).toHaveLength(1);
});

it('mails an order that was sent before once more, without sending it again', async () => {
  const id = await anOrder({ email: 'orders@acme.example' });
  const first = await admin.post(`/v1/purchase-orders/${id}/send`).expect(200);
  await admin.post(`/v1/purchase-orders/${id}/confirm`, { supplier_reference: 'X' }).expect(200);
  const again = await admin.post(`/v1/purchase-orders/${id}/send`, { email: true }).expect(200);
  expect(again.body).toMatchObject({ status_code: 'confirmed', sent_at: first.body.sent_at });
  await t.drainJobs();
  expect(smtp.mails).toHaveLength(1);
});

it('says what is missing for a mail, and sends nothing then', async () => {
  const id = await anOrder();
  const unknown = await admin.post(`/v1/purchase-orders/${id}/send`, { email: true }).expect(422);
  expect(unknown.body).toMatchObject({ code: 'EMAIL_REQUIRED', errors: [{ field: 'email' }] });
  await admin.post(`/v1/purchase-orders/${id}/send`, { email: 'nobody' }).expect(422);
  expect((await admin.get(`/v1/purchase-orders/${id}`).expect(200)).body.status).toBe('Pending');
  await expectNoDrift(admin);
});
