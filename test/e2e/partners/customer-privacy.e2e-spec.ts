import type { EntityManager } from 'typeorm';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { DomainError } from '../../../src/common/errors/domain-error.js';
import { MergeFollowUp } from '../../../src/partners/customers/merge/merge-follow-up.js';
import { CustomerFiles } from '../../../src/partners/index.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Body {
  id: string;
  code: string;
  name: string;
  errors?: { field: string; code: string }[];
  [field: string]: unknown;
}

class StillOwes extends DomainError {
  constructor() {
    super('conflict', 'CUSTOMER_OWES_MONEY', 'They still owe something.');
  }
}

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  await t.dataSource.query(`
    CREATE TABLE test_notes (id uuid PRIMARY KEY DEFAULT uuidv7(), customer_id uuid REFERENCES customers (id), note text)`);
  t.app.get(CustomerFiles, { strict: false }).register({
    name: 'notes',
    move: (tx: EntityManager, from, to) =>
      run(tx, `UPDATE test_notes SET customer_id = $2 WHERE customer_id = $1`, from, to),
    erase: async (tx, id) => {
      const owing = `SELECT 1 FROM test_notes WHERE customer_id = $1 AND note = 'owes'`;
      if ((await query(tx, owing, [id])).length > 0) throw new StillOwes();
      await run(tx, `UPDATE test_notes SET note = NULL WHERE customer_id = $1`, id);
    },
    export: (db, id) => query(db, `SELECT note FROM test_notes WHERE customer_id = $1 ORDER BY id`, [id]),
  });
});
afterAll(() => t.close());

async function run(tx: EntityManager, text: string, ...values: string[]): Promise<void> {
  await query(tx, text, values);
}

const person = {
  name: 'Ada Lovelace',
  contact_info: 'ring twice',
  contact_person: 'Ada',
  email: 'ada@lovelace.example',
  phone: '+44 20 7946 0958',
  address: '12 St James Square',
  city: 'London',
  vat_number: 'GB980780684',
  notes: 'likes engines',
};

async function add(fields: object = {}): Promise<Body> {
  return (await admin.post('/v1/customers', { name: 'Ada', ...fields }).expect(201)).body as Body;
}

async function get(id: string): Promise<Body> {
  return (await admin.get(`/v1/customers/${id}`).expect(200)).body as Body;
}

function note(customerId: string, text: string): Promise<unknown> {
  return t.dataSource.query(`INSERT INTO test_notes (customer_id, note) VALUES ($1, $2)`, [customerId, text]);
}

async function notesOf(customerId: string): Promise<(string | null)[]> {
  const text = `SELECT note FROM test_notes WHERE customer_id = $1 ORDER BY id`;
  return (await t.dataSource.query<{ note: string | null }[]>(text, [customerId])).map((row) => row.note);
}

function merge(into: string, ...from_ids: string[]): ReturnType<Client['post']> {
  return admin.post(`/v1/customers/${into}/merge`, { from_ids });
}

describe('merging', () => {
  it('moves everything that refers to the others, and leaves signposts', async () => {
    const [into, one, two] = [
      await add({ name: 'Survivor' }),
      await add({ name: 'One' }),
      await add({ name: 'Two' }),
    ];
    await note(one.id, 'first');
    await note(two.id, 'second');
    for (const each of [into, one, two]) {
      await admin
        .post(`/v1/customers/${each.id}/sites`, { name: 'Door', is_primary: each !== into })
        .expect(201);
    }
    await admin.post(`/v1/customers/${one.id}/sites`, { name: 'Gate' }).expect(201);
    await admin.put(`/v1/customers/${into.id}/schedules`, { days: [{ day: 'mon', expects_order: true }] });
    await admin.put(`/v1/customers/${one.id}/schedules`, { days: [{ day: 'mon' }, { day: 'tue' }] });

    const { body } = await merge(into.id, two.id, one.id).expect(200);
    expect(body).toMatchObject({ id: into.id, name: 'Survivor', is_active: true, merged_into_id: null });
    expect(await notesOf(into.id)).toEqual(['first', 'second']);
    const sites = (await admin.get(`/v1/customers/${into.id}/sites`).expect(200)).body as Body[];
    expect(sites).toHaveLength(4);
    expect(sites.filter(({ is_primary }) => is_primary)).toHaveLength(1);
    expect(sites.map(({ name }) => name.split(' ')[0])).toEqual(['Door', 'Door', 'Door', 'Gate']);
    const week = (await admin.get(`/v1/customers/${into.id}/schedules`).expect(200)).body as Body[];
    expect(week.map(({ day, expects_order }) => [day, expects_order])).toEqual([
      ['mon', true],
      ['tue', false],
    ]);
    for (const { id } of [one, two]) {
      expect(await get(id)).toMatchObject({ merged_into_id: into.id, is_active: false });
      expect((await admin.get(`/v1/customers/${id}/schedules`)).body).toEqual([]);
    }
  });

  it('keeps signposts out of lists, and lists them where they point', async () => {
    const [into, from] = [await add({ name: 'Kept Kestrel' }), await add({ name: 'Gone Kestrel' })];
    await merge(into.id, from.id).expect(200);
    const found = async (filter: string): Promise<string[]> =>
      ((await admin.get(`/v1/customers?${filter}`).expect(200)).body as Body[]).map(({ name }) => name);
    expect(await found('q=kestrel')).toEqual(['Kept Kestrel']);
    expect(await found(`merged_into_id=${into.id}`)).toEqual(['Gone Kestrel']);
    expect((await admin.get(`/v1/customers/${into.id}/duplicates`).expect(200)).body).toEqual([]);
  });

  it('changes nothing when it is repeated, but moves what came late', async () => {
    const [into, from] = [await add(), await add()];
    await merge(into.id, from.id).expect(200);
    const before = await get(from.id);
    await note(from.id, 'late');
    await merge(into.id, from.id).expect(200);
    expect(await get(from.id)).toEqual(before);
    expect(await notesOf(into.id)).toEqual(['late']);
    const log = (await admin.get(`/v1/audit-log?subject_id=${from.id}&action=customer.merged`))
      .body as Body[];
    expect(log).toEqual([expect.objectContaining({ after: { merged_into_id: into.id } })]);
    await note(from.id, 'later still');
    await t.app.get(MergeFollowUp, { strict: false }).run();
    expect(await notesOf(into.id)).toEqual(['late', 'later still']);
  });

  it('lets signposts point at the last of a chain, and makes no circle', async () => {
    const [a, b, c] = [await add(), await add(), await add()];
    await merge(b.id, a.id).expect(200);
    await merge(c.id, b.id).expect(200);
    expect(await get(a.id)).toMatchObject({ merged_into_id: c.id });
    const back = (await merge(a.id, c.id).expect(409)).body as Body;
    expect(back).toMatchObject({ code: 'CUSTOMER_MERGED', merged_into_id: c.id });
    const d = await add();
    expect((await merge(d.id, b.id).expect(409)).body).toMatchObject({ merged_into_id: c.id });
    await t.app.get(MergeFollowUp, { strict: false }).run();
    expect(await get(a.id)).toMatchObject({ merged_into_id: c.id });
  });

  it('refuses what makes no sense, and moves nothing then', async () => {
    const [into, from] = [await add(), await add()];
    await note(from.id, 'stays');
    const itself = (await merge(into.id, from.id, into.id).expect(422)).body as Body;
    expect(itself.errors).toEqual([
      expect.objectContaining({ field: 'from_ids', code: 'MERGE_INTO_ITSELF' }),
    ]);
    const unknown = (await merge(into.id, from.id, newId()).expect(422)).body as Body;
    expect(unknown.errors).toEqual([
      expect.objectContaining({ field: 'from_ids', code: 'CUSTOMER_NOT_FOUND' }),
    ]);
    await merge(newId(), from.id).expect(404);
    await merge(into.id).expect(422);
    await merge(into.id, from.id, from.id.toUpperCase()).expect(422);
    await merge(into.id, 'x').expect(422);
    expect(await notesOf(from.id)).toEqual(['stays']);
    expect(await get(from.id)).toMatchObject({ merged_into_id: null, is_active: true });
  });

  it('freezes a signpost', async () => {
    const [into, from] = [await add(), await add()];
    await merge(into.id, from.id).expect(200);
    for (const call of [
      admin.patch(`/v1/customers/${from.id}`, { name: 'x' }),
      admin.delete(`/v1/customers/${from.id}`),
      admin.post(`/v1/customers/${from.id}/sites`, { name: 'x' }),
      admin.put(`/v1/customers/${from.id}/schedules`, { days: [] }),
      admin.post(`/v1/customers/${from.id}/anonymise`, { reason: 'x' }),
      admin.get(`/v1/customers/${from.id}/export`),
    ]) {
      expect((await call.expect(409)).body).toMatchObject({
        code: 'CUSTOMER_MERGED',
        merged_into_id: into.id,
      });
    }
    await admin.delete(`/v1/customers/${into.id}`).expect(204);
    expect(await get(into.id)).toMatchObject({ is_active: false });
  });

  it('lets two who merge the same pair both ways at once make one survivor', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await add(), await add()];
      const answers = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const gone = [await get(a.id), await get(b.id)].filter(({ merged_into_id }) => merged_into_id !== null);
      expect(gone).toHaveLength(1);
    }
  });
});

describe('a customer who bought', () => {
  async function sale(customer_id: string, payment_method = 'cash'): Promise<Body> {
    const product = await aProduct(admin);
    const payments = [{ payment_method, amount: 20 }];
    const items = [{ product_id: product.id, quantity: 2 }];
    return (await admin.post('/v1/sales', { customer_id, items, payments }).expect(201)).body as Body;
  }

  it('is followed by sales, points and everything else when merged', async () => {
    const [into, from] = [await add({ loyalty_points: 5 }), await add({ loyalty_points: 7 })];
    const { id } = await sale(from.id);
    const points = async (customer: Body): Promise<number> =>
      (await get(customer.id))['loyalty_points'] as number;
    const together = (await points(into)) + (await points(from));
    await merge(into.id, from.id).expect(200);
    expect((await admin.get(`/v1/sales/${id}`).expect(200)).body).toMatchObject({ customer_id: into.id });
    expect([await points(into), await points(from)]).toEqual([together, 0]);
    expect(await referring(from.id)).toEqual([]);
    await expectNoDrift(admin);
  });

  /** The tables that still refer to a customer by a foreign key, but for the append-only ones. */
  async function referring(id: string): Promise<string[]> {
    const keys = await t.dataSource.query<{ table: string; column: string }[]>(`
      SELECT k.conrelid::regclass::text AS "table", a.attname AS "column"
      FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      WHERE k.confrelid = 'customers'::regclass AND k.contype = 'f' AND NOT EXISTS (
        SELECT FROM pg_trigger g WHERE g.tgrelid = k.conrelid AND g.tgfoid = 'refuse_change'::regproc)`);
    const tables = ['sales', 'customer_sites', 'loyalty_members', 'customer_accounts'];
    expect(keys.map(({ table }) => table)).toEqual(expect.arrayContaining(tables));
    const found: string[] = [];
    for (const { table, column } of keys) {
      const rows = await t.dataSource.query<unknown[]>(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [id]);
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
    return found;
  }

  it('is not forgotten while they owe, and owes the same as somebody else', async () => {
    const terms = { ...person, credit_limit: 100 };
    const [into, from] = [await add(terms), await add(terms)];
    await sale(into.id, 'on_account');
    await sale(from.id, 'on_account');
    const refused = await admin.post(`/v1/customers/${from.id}/anonymise`, { reason: 'x' }).expect(409);
    expect(refused.body).not.toMatchObject({ code: 'CUSTOMER_ANONYMISED' });
    await merge(into.id, from.id).expect(200);
    const owed = (await admin.get(`/v1/customers/${into.id}/summary`).expect(200)).body as Body;
    expect(owed['open_receivables']).toBe(40);
    // An account stays with its append-only entries; nothing is owed on it any more.
    expect(await referring(from.id)).toEqual(['customer_accounts.customer_id']);
    const account = `SELECT balance::float8 AS balance FROM customer_accounts WHERE customer_id = $1`;
    expect(await t.dataSource.query(account, [from.id])).toEqual([{ balance: 0 }]);
    await expectNoDrift(admin);
    await admin.post(`/v1/customers/${into.id}/anonymise`, { reason: 'x' }).expect(409);
    expect(await get(into.id)).toMatchObject(person);
  });

  it('is forgotten, but not what was sold', async () => {
    const { id } = await add(person);
    const sold = await sale(id);
    const held = (await admin.get(`/v1/customers/${id}/export`).expect(200)).body as { records: object };
    expect(JSON.stringify(held.records)).toContain(sold.id);
    await admin.post(`/v1/customers/${id}/anonymise`, { reason: 'asked to' }).expect(200);
    expect((await admin.get(`/v1/sales/${sold.id}`).expect(200)).body).toMatchObject({
      customer_id: id,
      total_amount: sold['total_amount'],
    });
    await expectNoDrift(admin);
  });
});

/** Every place in the database where one of the words still stands. */
async function traces(words: string[]): Promise<string[]> {
  const tables = await t.dataSource.query<{ name: string }[]>(`
    SELECT quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
  const found: string[] = [];
  for (const { name } of tables) {
    const text = `SELECT 1 FROM ${name} AS row WHERE row::text ILIKE ANY($1) LIMIT 1`;
    const rows = await t.dataSource.query<unknown[]>(text, [words.map((word) => `%${word}%`)]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe('anonymising', () => {
  it('leaves nothing personal anywhere', async () => {
    const words = [
      'Babbage',
      '7946 0111',
      'knock once',
      'Dorset Street',
      'FR40303265045',
      'hates organs',
      'Byron',
    ];
    const inventor = {
      name: 'Charles Babbage',
      contact_info: 'knock once',
      contact_person: 'Mr Babbage',
      email: 'charles@babbage.example',
      phone: '+44 20 7946 0111',
      address: '1 Dorset Street',
      city: 'London',
      vat_number: 'FR40303265045',
      notes: 'hates organs',
    };
    const { id, code } = await add(inventor);
    const older = await add({ ...inventor, name: 'A. Byron', vat_number: null, code: 'BYRON' });
    await admin.patch(`/v1/customers/${id}`, { name: 'Charles B. Babbage', city: 'Ockham' }).expect(200);
    await admin
      .post(`/v1/customers/${id}/sites`, { name: 'Babbage Hall', contact_person: 'Byron' })
      .expect(201);
    await admin.put(`/v1/customers/${id}/schedules`, { days: [{ day: 'mon' }] }).expect(200);
    await note(older.id, 'Byron was here');
    await merge(id, older.id).expect(200);
    const sale = {
      id: newId(),
      customer_id: id,
      total_amount: 5,
      notes: 'for Babbage',
      items: [{ sku: 'A', note: 'Byron' }, { sku: 'B' }],
    };
    const stored = `
      INSERT INTO idempotency_keys (actor_id, key, fingerprint, response, created_at)
      VALUES ($1, $2, 'f', $3, now() - make_interval(days => $4))`;
    await t.dataSource.query(stored, [
      newId(),
      'made',
      JSON.stringify({ ...(await get(id)), version: 1 }),
      29,
    ]);
    await t.dataSource.query(stored, [newId(), 'sold', JSON.stringify(sale), 0]);
    expect(await traces(words)).toEqual(
      expect.arrayContaining(['audit_log', 'customer_sites', 'customers', 'idempotency_keys', 'test_notes']),
    );

    const { body } = await admin.post(`/v1/customers/${id}/anonymise`, { reason: 'ticket 4711' }).expect(200);
    expect(body).toMatchObject({
      id,
      name: 'Anonymised customer',
      is_active: false,
      email: null,
      city: null,
    });
    expect((body as Body)['anonymised_at']).toEqual(expect.any(String));
    expect((body as Body).code).not.toBe(code);
    expect(await traces(words)).toEqual([]);
    expect(await get(older.id)).toMatchObject({ name: 'Anonymised customer', merged_into_id: id });
    const answer = `SELECT response FROM idempotency_keys WHERE key = $1`;
    const [made] = await t.dataSource.query<{ response: Body }[]>(answer, ['made']);
    expect(made!.response).toMatchObject({ id, name: 'Anonymised customer', phone: null, version: 1 });
    const [sold] = await t.dataSource.query<{ response: Body }[]>(answer, ['sold']);
    const kept = { ...sale, notes: null, items: [{ sku: 'A', note: null }, { sku: 'B' }] };
    expect(sold!.response).toEqual(kept);

    const log = (await admin.get(`/v1/audit-log?subject_id=${id}`).expect(200)).body as Body[];
    expect(log.map(({ action, before, after }) => [action, before, after])).toEqual([
      ['customer.anonymised', null, { reason: 'ticket 4711' }],
      ['customer.took_over', null, { redacted: true }],
      ['customer.week_changed', { redacted: true }, { redacted: true }],
      ['customer.site_added', null, { redacted: true }],
      ['customer.updated', { redacted: true }, { redacted: true }],
      ['customer.created', null, { redacted: true }],
    ]);
    expect(log.every(({ actor_username }) => actor_username === 'admin')).toBe(true);
  });

  it('is done once, and for good', async () => {
    const { id } = await add(person);
    const first = await admin.post(`/v1/customers/${id}/anonymise`, { reason: 'a' }).expect(200);
    const second = await admin.post(`/v1/customers/${id}/anonymise`, { reason: 'b' }).expect(200);
    expect(second.body).toEqual(first.body);
    const log = (await admin.get(`/v1/audit-log?subject_id=${id}&action=customer.anonymised`)).body as Body[];
    expect(log).toHaveLength(1);
    for (const call of [
      admin.patch(`/v1/customers/${id}`, { name: 'Ada again' }),
      admin.delete(`/v1/customers/${id}`),
      admin.post(`/v1/customers/${id}/sites`, { name: 'x' }),
      merge(id, (await add()).id),
      merge((await add()).id, id),
    ]) {
      expect((await call.expect(409)).body).toMatchObject({ code: 'CUSTOMER_ANONYMISED' });
    }
    const back = `UPDATE customers SET email = 'ada@lovelace.example' WHERE id = $1`;
    await expect(t.dataSource.query(back, [id])).rejects.toMatchObject({
      driverError: { constraint: 'ck_customers_anonymised' },
    });
  });

  it('waits until nothing is owed, and takes nothing away before', async () => {
    const { id } = await add(person);
    await note(id, 'owes');
    const refused = await admin.post(`/v1/customers/${id}/anonymise`, { reason: 'a' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'CUSTOMER_OWES_MONEY' });
    expect(await get(id)).toMatchObject(person);
    const log = (await admin.get(`/v1/audit-log?subject_id=${id}`)).body as Body[];
    expect(log).toEqual([
      expect.objectContaining({ after: expect.objectContaining({ city: 'London' }) as object }),
    ]);
    await admin.post(`/v1/customers/${id}/anonymise`, {}).expect(422);
    await admin.post(`/v1/customers/${newId()}/anonymise`, { reason: 'a' }).expect(404);
  });
});

describe('exporting', () => {
  it('answers everything that is held, as a file', async () => {
    const { id } = await add({ ...person, name: 'Grace' });
    const older = await add({ name: 'G. Hopper' });
    await admin.patch(`/v1/customers/${id}`, { city: 'Arlington' }).expect(200);
    await admin.post(`/v1/customers/${id}/sites`, { name: 'Pier' }).expect(201);
    await admin.put(`/v1/customers/${id}/schedules`, { days: [{ day: 'mon' }] }).expect(200);
    await note(older.id, 'from before');
    await merge(id, older.id).expect(200);
    const answer = await admin.get(`/v1/customers/${id}/export`).expect(200);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="customer-${id}.json"`);
    expect(answer.headers['cache-control']).toBe('no-store');
    const body = answer.body as Record<string, unknown>;
    expect(body).toMatchObject({
      customer: { id, name: 'Grace', city: 'Arlington' },
      merged_customers: [{ id: older.id, name: 'G. Hopper' }],
      sites: [{ name: 'Pier' }],
      schedules: [{ day: 'mon' }],
    });
    expect((body['records'] as Body)['notes']).toEqual([{ note: 'from before' }]);
    expect(body['history']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'customer.updated',
          before: { city: 'London' },
          after: { city: 'Arlington' },
        }),
      ]),
    );
    expect(JSON.stringify(body['history'])).not.toContain('actor');
    const log = (await admin.get(`/v1/audit-log?subject_id=${id}&action=customer.exported`)).body as Body[];
    expect(log).toHaveLength(1);
    await admin.get(`/v1/customers/${newId()}/export`).expect(404);
  });
});

it('is for administrators alone', async () => {
  const { id } = await add();
  for (const role of ['manager', 'cashier', 'inventory_officer', 'user']) {
    const client = await t.as(role);
    await client.post(`/v1/customers/${id}/merge`, { from_ids: [newId()] }).expect(403);
    await client.post(`/v1/customers/${id}/anonymise`, { reason: 'x' }).expect(403);
    await client.get(`/v1/customers/${id}/export`).expect(403);
  }
});
