import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addUser, auditActions } from './people.js';

interface Employee {
  id: string;
  name: string;
}

let t: TestApp;
let admin: Client;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t?.close());

const add = async (employee: object): Promise<Employee> =>
  (await admin.post('/v1/employees', { position: 'Cashier', ...employee }).expect(201)).body as Employee;

it('keeps what is known of an employee', async () => {
  const user_id = await addUser(t, 'jane', 'cashier');
  const jane = { name: 'Jane', position: 'Cashier', user_id, employee_code: 'E-1', hire_date: '2024-02-29' };
  const made = await add(jane);
  expect(made).toMatchObject({ ...jane, is_active: true, version: 1 });
  expect((await admin.get(`/v1/employees/${made.id}`).expect(200)).body).toEqual(made);
  const changed = await admin
    .patch(`/v1/employees/${made.id}`, { hire_date: null, employee_code: null, is_active: false })
    .set('if-match', '"1"')
    .expect(200);
  expect(changed.body).toMatchObject({
    name: 'Jane',
    hire_date: null,
    employee_code: null,
    is_active: false,
  });
  await admin.put(`/v1/employees/${made.id}`, { name: 'J' }).set('if-match', '"1"').expect(412);
  await admin.delete(`/v1/employees/${made.id}`).expect(204);
  await admin.get(`/v1/employees/${made.id}`).expect(404);
  expect(await auditActions(t, made.id)).toEqual([
    'employee.created',
    'employee.updated',
    'employee.deleted',
  ]);
});

it('lists employees by name and filters them', async () => {
  const user_id = await addUser(t, 'linked');
  await add({ name: 'Zoe', employee_code: 'Z-1', hire_date: '2026-01-31' });
  await add({ name: 'Yves', position: 'Baker', is_active: false });
  await add({ name: 'Xaver', user_id });
  const names = async (query: string): Promise<string[]> =>
    ((await admin.get(`/v1/employees?${query}`).expect(200)).body as Employee[]).map(({ name }) => name);
  expect(await names('sort=-name&limit=2')).toEqual(['Zoe', 'Yves']);
  expect(await names('q=bak')).toEqual(['Yves']);
  expect(await names('q=z-1&is_active=true')).toEqual(['Zoe']);
  expect(await names(`user_id=${user_id}`)).toEqual(['Xaver']);
  const zoe = (await admin.get('/v1/employees?q=Zoe').expect(200)).body as object[];
  expect(zoe[0]).toMatchObject({ hire_date: '2026-01-31' });
});

it('names every wrong field', async () => {
  const wrong = {
    name: '',
    position: 5,
    user_id: 'x',
    employee_code: '',
    hire_date: '2026-02-30',
    is_active: null,
    salary: 1,
  };
  const answer = await admin.post('/v1/employees', wrong).expect(422);
  const fields = (answer.body as { errors: { field: string }[] }).errors.map(({ field }) => field);
  expect(new Set(fields)).toEqual(new Set(Object.keys(wrong)));
});

it('has one employee for a code and for a user, and only users that exist', async () => {
  const user_id = await addUser(t, 'single');
  await add({ name: 'A', employee_code: 'SAME', user_id });
  const refused = async (employee: object, status: number): Promise<unknown> => {
    const answer = await admin.post('/v1/employees', { name: 'B', position: 'Cashier', ...employee });
    expect(answer.status).toBe(status);
    return answer.body;
  };
  expect(await refused({ employee_code: 'SAME' }, 409)).toMatchObject({ code: 'EMPLOYEE_CODE_TAKEN' });
  expect(await refused({ user_id }, 409)).toMatchObject({ code: 'USER_HAS_EMPLOYEE' });
  const unknown = { user_id: '01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11' };
  expect(await refused(unknown, 422)).toMatchObject({ code: 'UNKNOWN_USER', errors: [{ field: 'user_id' }] });
});

it('deactivates an employee whom documents refer to instead of deleting', async () => {
  const { id } = await add({ name: 'Kept' });
  await t.dataSource.query(`CREATE TABLE test_papers (employee_id uuid REFERENCES employees (id))`);
  await t.dataSource.query(`INSERT INTO test_papers VALUES ($1)`, [id]);
  await admin.delete(`/v1/employees/${id}`).expect(204);
  expect((await admin.get(`/v1/employees/${id}`).expect(200)).body).toMatchObject({
    name: 'Kept',
    is_active: false,
  });
  expect((await auditActions(t, id)).at(-1)).toBe('employee.deactivated');
  await t.dataSource.query(`DROP TABLE test_papers`);
});

it('is read by all and written by those who may', async () => {
  const cashier = await t.as('cashier');
  await cashier.get('/v1/employees').expect(200);
  await cashier.post('/v1/employees', { name: 'X', position: 'Y' }).expect(403);
  await admin.delete('/v1/employees/01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11').expect(404);
});
