import { query } from '../../../src/common/database/statement.js';
import { addProduct } from '../../support/builders/goods.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { faults } from './price-fixtures.js';

let t: TestApp;
let manager: Client;

beforeAll(async () => {
  t = await startTestApp();
  manager = await t.as('manager');
});
afterAll(async () => {
  await expectNoDrift(await t.as('admin'));
  await t?.close();
});

interface Group {
  id: string;
  version: number;
}

async function make(code: string, fields: object = {}): Promise<Group> {
  const { body } = await manager
    .post('/v1/price-groups', { code, name: `Group ${code}`, ...fields })
    .expect(201);
  return body as Group;
}

it('makes a group with a code in upper case and reads it back', async () => {
  const { body, headers } = await manager
    .post('/v1/price-groups', {
      code: ' vip ',
      name: 'Very important',
      default_discount_percent: 5,
      priority: 10,
    })
    .expect(201);
  expect(body).toMatchObject({
    code: 'VIP',
    name: 'Very important',
    description: null,
    default_discount_percent: 5,
    priority: 10,
    is_active: true,
  });
  expect(headers['etag']).toBe('"1"');
  expect((await manager.get(`/v1/price-groups/${body.id}`).expect(200)).body).toEqual(body);
});

it('names every wrong field', async () => {
  const { body } = await manager
    .post('/v1/price-groups', {
      code: 'a b',
      name: '',
      default_discount_percent: 101,
      priority: 1.5,
      nonsense: 1,
    })
    .expect(422);
  expect(faults(body)).toEqual([
    'code MATCHES',
    'default_discount_percent IS_PERCENT',
    'name IS_TEXT',
    'nonsense UNKNOWN_FIELD',
    'priority IS_INT',
  ]);
});

it('refuses a code that is taken', async () => {
  await make('TWICE');
  const { body } = await manager.post('/v1/price-groups', { code: 'twice', name: 'Again' }).expect(409);
  expect(body).toMatchObject({ code: 'PRICE_GROUP_CODE_TAKEN', price_group_code: 'TWICE' });
});

it('changes what is sent, for those who saw the present version', async () => {
  const { id } = await make('CHANGE', { description: 'old' });
  const { body } = await manager
    .patch(`/v1/price-groups/${id}`, { description: null, priority: 3 })
    .expect(200);
  expect(body).toMatchObject({ code: 'CHANGE', description: null, priority: 3, version: 2 });
  await manager.put(`/v1/price-groups/${id}`, { name: 'x' }).set('if-match', '"1"').expect(412);
  const gone = await manager.patch(`/v1/price-groups/01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e99`, {}).expect(404);
  expect(gone.body).toMatchObject({ code: 'PRICE_GROUP_NOT_FOUND' });
});

it('lists by name, filters and searches', async () => {
  await make('AAA', { name: 'A first one', is_active: false });
  const first = await manager.get('/v1/price-groups?limit=1&count=true').expect(200);
  expect(first.body).toMatchObject([{ code: 'AAA' }]);
  expect(Number(first.headers['x-total-count'])).toBeGreaterThan(1);
  expect((await manager.get('/v1/price-groups?q=first&is_active=false').expect(200)).body).toHaveLength(1);
  expect((await manager.get('/v1/price-groups?q=first&is_active=true').expect(200)).body).toEqual([]);
});

it('is read by everybody and written by those who may', async () => {
  const cashier = await t.as('cashier');
  await cashier.get('/v1/price-groups').expect(200);
  await cashier.post('/v1/price-groups', { code: 'NO', name: 'No' }).expect(403);
});

describe('deleting', () => {
  it('deletes a group that nobody uses', async () => {
    const { id } = await make('UNUSED');
    await manager.delete(`/v1/price-groups/${id}`).expect(204);
    await manager.get(`/v1/price-groups/${id}`).expect(404);
  });

  it('keeps one that a customer is in', async () => {
    const { id } = await make('MEMBERS');
    await manager.post('/v1/customers', { name: 'Ann', price_group_id: id }).expect(201);
    expect((await manager.delete(`/v1/price-groups/${id}`).expect(409)).body).toMatchObject({
      code: 'PRICE_GROUP_IN_USE',
    });
  });

  it('keeps one that has a price', async () => {
    const { id: price_group_id } = await make('PRICED');
    const product_id = await addProduct(t.dataSource, { sku: 'GP', price: '10' });
    await manager.post('/v1/prices/group', { product_id, price_group_id, price: 9 }).expect(201);
    await manager.delete(`/v1/price-groups/${price_group_id}`).expect(409);
  });

  it('keeps one that a promotion is restricted to, which would else be open to everybody', async () => {
    const { id: price_group_id } = await make('PROMOTED');
    const promotion = {
      name: 'Members only',
      kind: 'percentage',
      value: 5,
      price_group_ids: [price_group_id],
    };
    await manager.post('/v1/promotions', promotion).expect(201);
    await manager.delete(`/v1/price-groups/${price_group_id}`).expect(409);
  });
});

it('a customer in an unknown group is a wrong field', async () => {
  const price_group_id = '01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e99';
  const { body } = await manager.post('/v1/customers', { name: 'Bob', price_group_id }).expect(422);
  expect(faults(body)).toEqual(['price_group_id PRICE_GROUP_NOT_FOUND']);
  const ann = await manager.post('/v1/customers', { name: 'Ann' }).expect(201);
  const changed = await manager.patch(`/v1/customers/${ann.body.id}`, { price_group_id }).expect(422);
  expect(faults(changed.body)).toEqual(['price_group_id PRICE_GROUP_NOT_FOUND']);
});

it('audits what was done', async () => {
  const { id } = await make('AUDITED');
  await manager.patch(`/v1/price-groups/${id}`, { priority: 2 }).expect(200);
  await manager.delete(`/v1/price-groups/${id}`).expect(204);
  const text = `SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY id`;
  expect(await query(t.dataSource, text, [id])).toEqual([
    { action: 'price_group.created' },
    { action: 'price_group.updated' },
    { action: 'price_group.deleted' },
  ]);
});
