import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { PERMISSIONS, expandPermissions, type Permission } from '../../src/common/auth/permissions.js';
import { PUBLIC_KEY } from '../../src/common/auth/public.decorator.js';
import { PERMISSION_KEY } from '../../src/common/auth/require-permission.decorator.js';
import { newId } from '../../src/common/database/new-id.js';
import { ADMIN, startTestApp, type TestApp } from '../support/test-app.js';

const ROLES = ['admin', 'manager', 'cashier', 'inventory_officer', 'user'];
const AT_ONCE = 8;

/** What the seeded roles may do. A new permission needs a row here. */
const SEEDED = `
                       admin  manager  cashier  inventory_officer  user
  account:self           x       x        x             x            x
  users:read             x       -        -             -            -
  users:write            x       -        -             -            -
  roles:read             x       x        x             x            x
  roles:write            x       -        -             -            -
  employees:read         x       x        x             x            x
  employees:write        x       -        -             -            -
  api_keys:read          x       -        -             -            -
  api_keys:write         x       -        -             -            -
  settings:read          x       x        x             x            x
  settings:write         x       -        -             -            -
  audit:read             x       -        -             -            -
  locations:read         x       x        x             x            x
  locations:write        x       -        -             -            -
  catalog:read           x       x        x             x            x
  catalog:write          x       x        -             -            -
  partners:read          x       x        x             x            x
  partners:write         x       x        -             -            -
  partners:privacy       x       -        -             -            -
  pricing:read           x       x        x             x            x
  pricing:write          x       x        -             -            -
  loyalty:read           x       x        x             x            x
  loyalty:write          x       x        -             -            -
  loyalty:enrol          x       x        x             -            -
  documents:read         x       x        x             x            x
  documents:configure    x       -        -             -            -
  inventory:read         x       x        x             x            x
  inventory:write        x       x        -             x            -
  inventory:transfer     x       x        -             x            -
  inventory:count        x       x        -             x            -
  inventory:close_period x       -        -             -            -
  costs:read             x       x        -             x            -
  payments:read          x       x        x             x            x
  payments:write         x       x        x             -            -
  payments:correct       x       -        -             -            -
  sales:read             x       x        x             x            x
  sales:write            x       x        x             -            -
  sales:void             x       x        -             -            -
  sales:refund           x       x        -             -            -
  sales:blind_return     x       -        -             -            -
  sales:override_price   x       x        -             -            -
  sales:discount         x       x        -             -            -
  reports:read           x       x        x             x            x
  reports:business       x       x        -             -            -
  integrity:read         x       -        -             -            -
  purchasing:read        x       x        x             x            x
  purchasing:write       x       x        -             x            -
  purchasing:approve     x       x        -             -            -
  purchasing:receive     x       x        -             x            -`;

interface Route {
  handler: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As it is registered, with `:id`. */
  path: string;
  isPublic: boolean;
  permission: Permission | undefined;
  /** The class is public, but the method names a permission, which then nobody checks. */
  isContradictory: boolean;
}

let t: TestApp;
let routes: Route[];
beforeAll(async () => {
  t = await startTestApp();
  routes = routesOf(t);
});
afterAll(() => t?.close());

type Handler = (...args: unknown[]) => unknown;

function own<T>(key: string, target: object): T | undefined {
  return Reflect.getMetadata(key, target) as T | undefined;
}

function paths(target: object): string[] {
  const path = own<string | string[]>(PATH_METADATA, target) ?? '';
  return (Array.isArray(path) ? path : [path]).map((each) => each.replace(/^\/+|\/+$/g, ''));
}

/** The path under the global prefix or, for those left out of it, without. */
function registered(app: TestApp, method: string, parts: string[]): string {
  const path = parts.filter((part) => part !== '').join('/');
  const server = app.app.getHttpAdapter().getInstance();
  const found = [`/v1/${path}`, `/${path}`].find((url) =>
    server.hasRoute({ method: method.toUpperCase(), url }),
  );
  if (found === undefined) throw new Error(`The server has no route for ${method} ${path}`);
  return found;
}

function routesOfHandler(app: TestApp, controller: Handler, name: string, handler: Handler): Route[] {
  const kind = own<RequestMethod>(METHOD_METADATA, handler);
  if (kind === undefined) return [];
  const method = RequestMethod[kind].toLowerCase() as Route['method'];
  const permission = own<Permission>(PERMISSION_KEY, handler);
  const isPublicClass = own<boolean>(PUBLIC_KEY, controller) === true;
  return paths(controller).flatMap((prefix) =>
    paths(handler).map((path) => ({
      handler: `${controller.name}.${name}`,
      method,
      path: registered(app, method, [prefix, path]),
      isPublic: (own<boolean>(PUBLIC_KEY, handler) ?? isPublicClass) === true,
      permission: permission ?? own<Permission>(PERMISSION_KEY, controller),
      isContradictory: isPublicClass && permission !== undefined,
    })),
  );
}

/** Every handler of every controller of the running application. */
function routesOf(app: TestApp): Route[] {
  const modules = [...app.app.get(ModulesContainer, { strict: false }).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const controller = metatype as Handler;
    const prototype = controller.prototype as Record<string, unknown>;
    const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
    return names.flatMap((name) => {
      const handler = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
      return typeof handler === 'function' ? routesOfHandler(app, controller, name, handler as Handler) : [];
    });
  });
}

/** A parameter becomes a UUID that nothing has, or the first of the words it may be. */
function address(path: string): string {
  return path.replace(/:\w+(?:\((\w+)[^)]*\))?/g, (_, word: string | undefined) => word ?? newId());
}

interface Answer {
  route: Route;
  status: number;
  code: string | undefined;
}

async function send(route: Route, token?: string): Promise<Answer> {
  const request = t.http[route.method](address(route.path));
  if (token !== undefined) void request.set('authorization', `Bearer ${token}`);
  if (route.method !== 'get' && route.method !== 'delete') void request.send({});
  const { status, body } = await request;
  return { route, status, code: (body as { code?: string } | null)?.code };
}

async function signIn(role: string): Promise<string> {
  const username = role === 'admin' ? ADMIN.username : `test_${role}`.slice(0, 20);
  const answer = await t.http.post('/v1/auth/login').send({ username, password: ADMIN.password }).expect(200);
  return (answer.body as { access_token: string }).access_token;
}

async function sendAll(wanted: Route[], token?: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const batch = wanted.slice(at, at + AT_ONCE);
    answers.push(...(await Promise.all(batch.map((route) => send(route, token)))));
  }
  return answers;
}

function described({ route, status, code }: Answer): string {
  const needed = route.isPublic ? 'public' : route.permission;
  return `${route.method.toUpperCase()} ${route.path} (${needed}) → ${status} ${code ?? ''}`;
}

it('finds the routes of all contexts', () => {
  const contexts = new Set(routes.map(({ path }) => path.split('/')[2]));
  expect([...contexts]).toEqual(expect.arrayContaining(['auth', 'users', 'roles', 'employees', 'api-keys']));
  expect(routes.length).toBeGreaterThan(30);
});

it('every route declares a known permission or is public, and not both', () => {
  const undeclared = routes.filter(({ isPublic, permission }) => !isPublic && permission === undefined);
  const unknown = routes.filter(
    ({ permission }) => permission !== undefined && !PERMISSIONS.includes(permission),
  );
  const contradictory = routes.filter(({ isContradictory }) => isContradictory);
  expect([...undeclared, ...unknown, ...contradictory].map(({ handler }) => handler)).toEqual([]);
});

it('the seeded roles may do exactly what is documented', async () => {
  const [header, ...rows] = SEEDED.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const expected = new Map(header!.map((role) => [role, [] as string[]]));
  for (const [permission, ...marks] of rows) {
    header!.forEach((role, column) => marks[column] === 'x' && expected.get(role)!.push(permission!));
  }
  const seeded = await t.dataSource.query<{ name: string; permissions: string[] }[]>(`SELECT * FROM roles`);
  const actual = new Map(
    seeded.map(({ name, permissions }) => [name, [...expandPermissions(permissions)].toSorted()]),
  );
  expect(rows.map(([permission]) => permission)).toEqual([...PERMISSIONS]);
  expect([...actual.keys()].toSorted()).toEqual(ROLES.toSorted());
  for (const role of ROLES) expect([role, actual.get(role)]).toEqual([role, expected.get(role)!.toSorted()]);
});

it('without a token every route answers 401, unless it is public', async () => {
  const answers = await sendAll(routes);
  const wrong = answers.filter(({ route, status, code }) => {
    if (route.isPublic) return code === 'NOT_AUTHENTICATED' || code === 'PERMISSION_DENIED' || status === 500;
    return status !== 401 || code !== 'NOT_AUTHENTICATED';
  });
  expect(wrong.map(described)).toEqual([]);
});

describe.each(ROLES)('every route, asked by %s,', (role) => {
  it('is open exactly when the role grants its permission', async () => {
    await t.as(role);
    const [{ permissions }] = await t.dataSource.query<[{ permissions: string[] }]>(
      `SELECT permissions FROM roles WHERE name = $1`,
      [role],
    );
    const granted = expandPermissions(permissions);
    const guarded = routes.filter(({ isPublic }) => !isPublic);
    // Signing out would close the door behind it: one's own account comes one at a time, each with a new session.
    const ownAccount = guarded.filter(({ permission }) => permission === 'account:self');
    const others = guarded.filter(({ permission }) => permission !== 'account:self');
    const answers = await sendAll(others, await signIn(role));
    for (const route of ownAccount) answers.push(await send(route, await signIn(role)));

    const wrong = answers.filter(({ route, status, code }) => {
      if (!granted.has(route.permission!)) return status !== 403 || code !== 'PERMISSION_DENIED';
      return status === 401 || status === 403 || status >= 500;
    });
    expect(wrong.map(described)).toEqual([]);
    expect(answers).toHaveLength(guarded.length);
  });
});
