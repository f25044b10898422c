import { newId } from '../../../src/common/database/new-id.js';
import { TierSettlement } from '../../../src/loyalty/jobs/tier-settlement.js';
import { PointsExpiry } from '../../../src/loyalty/jobs/points-expiry.js';
import { DEFAULT_PROGRAM_ID } from '../../../src/loyalty/index.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aCustomer, aMember, aProgram, fields, problem, type Body } from './loyalty-fixtures.js';

let t: TestApp;
let admin: Client;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterEach(() => expectNoDrift(admin));
afterAll(() => t.close());

const membersOf = (program: { id: string }) => `/v1/loyalty-programs/${program.id}/members`;
const STANDARD = { id: DEFAULT_PROGRAM_ID };

async function give(customer_id: unknown, points: number, more: object = {}): Promise<Body> {
  const body = { points, reason: 'test', ...more };
  return (await admin.post(`/v1/customers/${String(customer_id)}/loyalty`, body).expect(200)).body as Body;
}

async function pointsOf(customer_id: unknown): Promise<unknown> {
  const { body } = await admin.get(`/v1/customers/${String(customer_id)}`).expect(200);
  return (body as Body)['loyalty_points'];
}

async function kinds(member_id: string): Promise<[string, number][]> {
  const { body } = await admin.get(`/v1/loyalty-members/${member_id}/entries`).expect(200);
  return (body as { kind: string; points: number }[]).map(({ kind, points }) => [kind, points]);
}

describe('members', () => {
  it('are enrolled, found by their card, and begin at the lowest tier', async () => {
    const customer = await aCustomer(admin);
    const card_number = `29-${newId().slice(-8)}`.toUpperCase();
    const body = { customer_id: customer.id, card_number: card_number.toLowerCase() };
    const member = (await admin.post(membersOf(STANDARD), body).expect(201)).body as Body;
    expect(member).toMatchObject({
      program: 'Standard',
      customer_id: customer.id,
      customer_name: customer['name'],
      card_number,
      status: 'active',
      points: 0,
      worth: 0,
      tier: 'bronze',
      tier_name: 'Bronze',
      next_tier: 'silver',
      points_to_next_tier: 1000,
    });
    const cashier = await t.as('cashier');
    const found = await cashier
      .get(`/v1/loyalty-members?card_number=${card_number.toLowerCase()}`)
      .expect(200);
    expect(found.body).toEqual([member]);
    expect((await cashier.get(`${membersOf(STANDARD)}/${member.id}`).expect(200)).body).toEqual(member);
    expect((await cashier.get(`/v1/loyalty-members/${member.id}`).expect(200)).body).toEqual(member);
    const none = await cashier.get(`/v1/loyalty-members?card_number=nobody`).expect(200);
    expect(none.body).toEqual([]);
  });

  it('are customers that may join, once, with a card of their own', async () => {
    const program = await aProgram(admin);
    const member = await aMember(admin, program, { card_number: 'CARD-1' });
    const again = await admin.post(membersOf(program), { customer_id: member['customer_id'] }).expect(409);
    expect(problem(again).code).toBe('ALREADY_A_MEMBER');
    const { id: customer_id } = await aCustomer(admin);
    const taken = await admin.post(membersOf(program), { customer_id, card_number: 'card-1' }).expect(409);
    expect(problem(taken).code).toBe('CARD_NUMBER_TAKEN');
    const unknown = await admin.post(membersOf(program), { customer_id: newId() }).expect(422);
    expect(problem(unknown).code).toBe('CUSTOMER_NOT_FOUND');
    const asleep = await aCustomer(admin, { is_active: false });
    const inactive = await admin.post(membersOf(program), { customer_id: asleep.id }).expect(422);
    expect(problem(inactive).code).toBe('CUSTOMER_INACTIVE');
    expect(fields(await admin.post(membersOf(program), { card_number: '?', size: 1 }).expect(422))).toEqual([
      'card_number',
      'customer_id',
      'size',
    ]);
    const closed = await aProgram(admin, { is_active: false });
    const refused = await admin.post(membersOf(closed), { customer_id }).expect(409);
    expect(problem(refused).code).toBe('LOYALTY_PROGRAM_INACTIVE');
    await admin.post(`/v1/loyalty-programs/${newId()}/members`, { customer_id }).expect(404);
  });

  it('join at two tills at once as one', async () => {
    const program = await aProgram(admin);
    const { id: customer_id } = await aCustomer(admin);
    const tries = await Promise.all(
      Array.from({ length: 6 }, () => admin.post(membersOf(program), { customer_id })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('get another card', async () => {
    const program = await aProgram(admin);
    const member = await aMember(admin, program, { card_number: 'OLD' });
    const path = `${membersOf(program)}/${member.id}`;
    const changed = await admin.patch(path, { card_number: 'new-1' }).expect(200);
    expect(changed.body).toMatchObject({ card_number: 'NEW-1', version: 2 });
    await aMember(admin, program, { card_number: 'OLD' });
    await admin.put(path, { card_number: 'OLD' }).expect(409);
    await admin.patch(path, { card_number: null }).set('if-match', '"1"').expect(412);
    expect((await admin.put(path, { card_number: null }).expect(200)).body).toMatchObject({
      card_number: null,
    });
    await admin.patch(`${membersOf(STANDARD)}/${member.id}`, {}).expect(404);
  });

  it('leave, lose what they had, and may come back', async () => {
    const program = await aProgram(admin);
    const member = await aMember(admin, program, { card_number: 'LEAVER' });
    await give(member['customer_id'], 70, { program_id: program.id });
    const path = `${membersOf(program)}/${member.id}/leave`;
    const dry = await admin.post(`${path}?dry_run=true`).expect(200);
    expect(dry.body).toMatchObject({ status: 'left', forfeited_points: 70 });
    expect(await pointsOf(member['customer_id'])).toBe(70);
    const left = await admin.post(path, {}, 'leave-1').expect(200);
    expect(left.body).toMatchObject({ id: member.id, status: 'left', forfeited_points: 70 });
    const gone = await admin.get(`/v1/loyalty-members/${member.id}`).expect(200);
    expect(gone.body).toMatchObject({ status: 'left', points: 0, card_number: null });
    const replay = await admin.post(path, {}, 'leave-1').expect(200);
    expect(replay.headers['idempotency-replayed']).toBe('true');
    expect(problem(await admin.post(path).expect(409)).code).toBe('MEMBER_HAS_LEFT');
    expect(await kinds(member.id)).toEqual([
      ['expire', -70],
      ['adjust', 70],
    ]);
    const back = await admin.post(membersOf(program), { customer_id: member['customer_id'] }).expect(201);
    expect(back.body).toMatchObject({ id: member.id, status: 'active', points: 0 });
  });

  it('are listed in pages, by tier, status and points', async () => {
    const program = await aProgram(admin, {
      tiers: [{ code: 'base', name: 'Base', threshold_points: 0 }],
    });
    const members = [
      await aMember(admin, program),
      await aMember(admin, program),
      await aMember(admin, program),
    ];
    for (const [index, member] of members.entries()) {
      await give(member['customer_id'], 10 * (index + 1), { program_id: program.id });
    }
    await admin.post(`${membersOf(program)}/${members[0]!.id}/leave`).expect(200);
    const first = await admin.get(`${membersOf(program)}?sort=-points&limit=2&count=true`).expect(200);
    expect(first.headers['x-total-count']).toBe('3');
    expect((first.body as Body[]).map(({ id }) => id)).toEqual([members[2]!.id, members[1]!.id]);
    const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
    expect((await admin.get(next).expect(200)).body).toMatchObject([{ id: members[0]!.id }]);
    const active = await admin.get(`${membersOf(program)}?status=active&tier=BASE&sort=name`).expect(200);
    expect(active.body).toHaveLength(2);
    await admin.get(`${membersOf(program)}?status=gone`).expect(422);
    const ofOne = await admin
      .get(`/v1/loyalty-members?program_id=${program.id}&customer_id=${String(members[1]!['customer_id'])}`)
      .expect(200);
    expect(ofOne.body).toMatchObject([{ id: members[1]!.id }]);
  });

  it('are enrolled at the till by cashiers, and all else of them is for managers', async () => {
    const cashier = await t.as('cashier');
    const { id: customer_id } = await aCustomer(admin);
    await cashier.get(membersOf(STANDARD)).expect(200);
    await cashier.post(membersOf(STANDARD), { customer_id }).expect(201);
    const officer = await t.as('inventory_officer');
    await officer.post(membersOf(STANDARD), { customer_id }).expect(403);
    await cashier.patch(`${membersOf(STANDARD)}/${newId()}`, {}).expect(403);
    await cashier.post(`${membersOf(STANDARD)}/${newId()}/leave`).expect(403);
    await cashier.post(`/v1/customers/${customer_id}/loyalty`, { points: 1, reason: 'x' }).expect(403);
    await cashier.get(`/v1/customers/${customer_id}/loyalty`).expect(200);
    await admin.get(`/v1/loyalty-members/${newId()}`).expect(404);
    await admin.get(`/v1/loyalty-members/${newId()}/entries`).expect(404);
    await t.http.get('/v1/loyalty-members').expect(401);
  });
});

describe('points by hand', () => {
  it('make a member of whoever is given some', async () => {
    const { id } = await aCustomer(admin);
    expect(await pointsOf(id)).toBe(0);
    const given = await give(id, 120);
    expect(given).toMatchObject({
      customer_id: id,
      program_id: DEFAULT_PROGRAM_ID,
      points: 120,
      balance: 120,
    });
    expect(await give(id, -20)).toMatchObject({ balance: 100, member_id: given['member_id'] });
    expect(await pointsOf(id)).toBe(100);
    const { body } = await admin.get(`/v1/customers/${id}/loyalty`).expect(200);
    expect(body).toMatchObject({
      customer_id: id,
      points: 100,
      memberships: [{ points: 100, worth: 1, expiring: [] }],
    });
  });

  it('take nobody below zero, and nothing from a stranger', async () => {
    const { id } = await aCustomer(admin);
    const path = `/v1/customers/${id}/loyalty`;
    const stranger = await admin.post(path, { points: -1, reason: 'x' }).expect(409);
    expect(problem(stranger).code).toBe('NOT_A_MEMBER');
    await give(id, 10);
    const refused = await admin.post(path, { points: -11, reason: 'x' }).expect(409);
    expect(problem(refused)).toMatchObject({ code: 'INSUFFICIENT_POINTS', balance: 10, needed: 11 });
    expect(await pointsOf(id)).toBe(10);
  });

  it('are refused with every wrong field named', async () => {
    const { id } = await aCustomer(admin);
    const wrong = { points: 0, reason: ' ', program_id: 'x', more: 1 };
    expect(fields(await admin.post(`/v1/customers/${id}/loyalty`, wrong).expect(422))).toEqual(
      Object.keys(wrong).sort(),
    );
    await admin.post(`/v1/customers/${id}/loyalty`, { points: 1.5, reason: 'x' }).expect(422);
    await admin.post(`/v1/customers/${newId()}/loyalty`, { points: 1, reason: 'x' }).expect(404);
    await admin.get(`/v1/customers/${newId()}/loyalty`).expect(404);
    const unknown = { points: 1, reason: 'x', program_id: newId() };
    await admin.post(`/v1/customers/${id}/loyalty`, unknown).expect(404);
  });

  it('move once per key, and never in a dry run', async () => {
    const { id } = await aCustomer(admin);
    const path = `/v1/customers/${id}/loyalty`;
    const body = { points: 5, reason: 'x' };
    await admin.post(`${path}?dry_run=true`, body).expect(200);
    expect(await pointsOf(id)).toBe(0);
    const [one, two] = [await admin.post(path, body, 'give-5'), await admin.post(path, body, 'give-5')];
    expect(two.body).toEqual(one.body);
    expect(two.headers['idempotency-replayed']).toBe('true');
    await admin.post(path, { ...body, points: 6 }, 'give-5').expect(422);
    expect(await pointsOf(id)).toBe(5);
  });

  it('taken at many tills at once are taken as far as they go', async () => {
    const { id } = await aCustomer(admin);
    await give(id, 30);
    const take = { points: -10, reason: 'x' };
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => admin.post(`/v1/customers/${id}/loyalty`, take)),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(await pointsOf(id)).toBe(0);
  });
});

describe('a new customer', () => {
  it('brings points along as an entry, once per key', async () => {
    const body = { name: 'Ada', loyalty_points: 42 };
    const one = await admin.post('/v1/customers', body, 'ada').expect(201);
    const two = await admin.post('/v1/customers', body, 'ada').expect(201);
    expect(two.body).toEqual(one.body);
    const { id } = one.body as Body;
    expect(one.body).toMatchObject({ loyalty_points: 42, version: 1 });
    const { body: loyalty } = await admin.get(`/v1/customers/${id}/loyalty`).expect(200);
    const [member] = (loyalty as { memberships: [Body] }).memberships;
    expect(await kinds(member.id)).toEqual([['opening', 42]]);
  });

  it('is a member only with points, and nobody at all when something is wrong', async () => {
    const { id } = await aCustomer(admin, { loyalty_points: 0 });
    expect((await admin.get(`/v1/customers/${id}/loyalty`).expect(200)).body).toMatchObject({
      memberships: [],
    });
    await admin.delete(`/v1/customers/${id}`).expect(204);
    await admin.get(`/v1/customers/${id}`).expect(404);
    await admin
      .post('/v1/customers?dry_run=true', { name: 'Nobody', loyalty_points: 5, code: 'DRY' })
      .expect(201);
    expect((await admin.get('/v1/customers?code=DRY').expect(200)).body).toEqual([]);
  });

  it('joins another program while the standard one is closed', async () => {
    await admin.patch(`/v1/loyalty-programs/${DEFAULT_PROGRAM_ID}`, { is_active: false }).expect(200);
    const { id } = await aCustomer(admin, { loyalty_points: 3 });
    expect(await pointsOf(id)).toBe(3);
    await admin.patch(`/v1/loyalty-programs/${DEFAULT_PROGRAM_ID}`, { is_active: true }).expect(200);
  });
});

describe('with time', () => {
  it('points expire after their last day, and are named before', async () => {
    const program = await aProgram(admin, { expiry_months: 1 });
    const member = await aMember(admin, program);
    await give(member['customer_id'], 25, { program_id: program.id });
    const path = `/v1/customers/${String(member['customer_id'])}/loyalty`;
    const soon = (await admin.get(path).expect(200)).body as { memberships: [{ expiring: Body[] }] };
    expect(soon.memberships[0].expiring).toEqual([{ expires_on: expect.any(String), points: 25 }]);
    const expiry = t.app.get(PointsExpiry, { strict: false });
    await expiry.run();
    expect(await pointsOf(member['customer_id'])).toBe(25);
    await t.dataSource.query(`UPDATE loyalty_lots SET expires_on = current_date - 2 WHERE member_id = $1`, [
      member.id,
    ]);
    await expiry.run();
    await expiry.run();
    expect(await pointsOf(member['customer_id'])).toBe(0);
    expect(await kinds(member.id)).toEqual([
      ['expire', -25],
      ['adjust', 25],
    ]);
  });

  it('a tier falls when its points are older than the window, and changes with the program', async () => {
    const tiers = [
      { code: 'bronze', name: 'Bronze', threshold_points: 0 },
      { code: 'gold', name: 'Gold', threshold_points: 100 },
    ];
    const program = await aProgram(admin, { tiers, tier_window_days: 30 });
    const member = await aMember(admin, program);
    await t.dataSource.query(
      `UPDATE loyalty_members SET tier_points = 0, tier_window_from = current_date - 29 WHERE id = $1`,
      [member.id],
    );
    const sale = await soldTo(t, 150);
    await t.dataSource.query(`SELECT loyalty_earn($1, $2, 0, $3, $4, now(), current_date - 29)`, [
      sale.sale_id,
      member['customer_id'],
      JSON.stringify(sale.lines),
      admin.user_id,
    ]);
    const tier = async () =>
      ((await admin.get(`/v1/loyalty-members/${member.id}`).expect(200)).body as Body)['tier'];
    expect(await tier()).toBe('gold');
    await t.app.get(TierSettlement, { strict: false }).settleDue();
    expect(await tier()).toBe('gold');
    await admin.patch(`/v1/loyalty-programs/${program.id}`, { tier_window_days: 20 }).expect(200);
    await t.drainJobs();
    expect(await tier()).toBe('bronze');
    await admin.patch(`/v1/loyalty-programs/${program.id}`, { tier_window_days: 40 }).expect(200);
    await t.drainJobs();
    expect(await tier()).toBe('gold');
    await t.dataSource.query(`UPDATE loyalty_programs SET tier_window_days = 10 WHERE id = $1`, [program.id]);
    await t.app.get(TierSettlement, { strict: false }).settleDue();
    expect(await tier()).toBe('bronze');
    const changes = await t.dataSource.query(
      `SELECT to_tier, reason FROM loyalty_tier_changes WHERE member_id = $1 ORDER BY id`,
      [member.id],
    );
    expect(changes).toEqual([
      { to_tier: 'gold', reason: 'earn' },
      { to_tier: 'bronze', reason: 'window' },
      { to_tier: 'gold', reason: 'window' },
      { to_tier: 'bronze', reason: 'window' },
    ]);
  });
});

describe('a customer’s file', () => {
  async function merge(from: Body, into: Body): Promise<void> {
    await admin.post(`/v1/customers/${into.id}/merge`, { from_ids: [from.id] }).expect(200);
  }

  it('takes memberships and points along when two customers are one', async () => {
    const program = await aProgram(admin);
    const [from, into] = [await aCustomer(admin), await aCustomer(admin)];
    await give(from.id, 30);
    await give(into.id, 12);
    await give(from.id, 5, { program_id: program.id });
    await merge(from, into);
    expect(await pointsOf(into.id)).toBe(47);
    const { body } = await admin.get(`/v1/customers/${into.id}/loyalty`).expect(200);
    const { memberships } = body as { memberships: { points: number }[] };
    expect(memberships.map(({ points }) => points).sort()).toEqual([42, 5]);
  });

  it('forfeits what nobody can claim, forgets words and cards, and hands out what it holds', async () => {
    const customer = await aCustomer(admin, { loyalty_points: 9 });
    const reason = 'Sorry, Mr Babbage';
    await admin.post(`/v1/customers/${customer.id}/loyalty`, { points: 4, reason }, 'sorry').expect(200);
    const { body: found } = await admin.get(`/v1/loyalty-members?customer_id=${customer.id}`).expect(200);
    const [member] = found as [Body];
    const path = `${membersOf(STANDARD)}/${member.id}`;
    await admin.patch(path, { card_number: 'BABBAGE-1' }).expect(200);
    const { body } = await admin.get(`/v1/customers/${customer.id}/export`).expect(200);
    for (const part of ['BABBAGE-1', reason, '"opening"']) expect(JSON.stringify(body)).toContain(part);

    await admin.post(`/v1/customers/${customer.id}/anonymise`, { reason: 'They asked' }).expect(200);
    expect(await pointsOf(customer.id)).toBe(0);
    expect((await admin.get(path).expect(200)).body).toMatchObject({ status: 'left', card_number: null });
    for (const table of [
      'loyalty_members',
      'loyalty_notes',
      'loyalty_entries',
      'audit_log',
      'idempotency_keys',
    ]) {
      const text = `SELECT 1 FROM ${table} AS row WHERE row::text ILIKE '%babbage%'`;
      expect([table, await t.dataSource.query(text)]).toEqual([table, []]);
    }
  });
});

/** A completed sale of one line, put in behind the till's back. */
async function soldTo(app: TestApp, amount: number): Promise<{ sale_id: string; lines: object[] }> {
  const { aProduct } = await import('../../support/shop.js');
  const product = await aProduct(admin, { price: amount });
  const answer = await admin
    .post('/v1/sales', {
      items: [{ product_id: product.id, quantity: 1 }],
      payments: [{ payment_method: 'cash', amount }],
    })
    .expect(201);
  const sale_id = (answer.body as Body).id;
  const [item] = await app.dataSource.query<{ id: string }[]>(
    `SELECT id FROM sale_items WHERE sale_id = $1`,
    [sale_id],
  );
  const line = { sale_item_id: item!.id, product_id: product.id, category_path: [], brand_id: null, amount };
  return { sale_id, lines: [line] };
}
