import { expectNoDrift } from '../../support/shop.js';
import type { Client, TestApp } from '../../support/test-app.js';
import { stockFaults } from '../../integration/inventory/ledger-harness.js';

export const NOBODY = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';

/** `field CODE` of each error of a 422, in order. */
export function fieldErrors(body: unknown): string[] {
  return (body as { errors: { field: string; code: string }[] }).errors
    .map(({ field, code }) => `${field} ${code}`)
    .sort();
}

export async function aLocation(admin: Client, fields: object = {}): Promise<string> {
  const code = `L${Math.random().toString(36).slice(2, 10)}`;
  const { body } = await admin.post('/v1/locations', { code, name: code, ...fields }).expect(201);
  return (body as { id: string }).id;
}

/** The stock tables agree with each other, and the system's own check says so too. */
export async function expectSoundStock(t: TestApp): Promise<void> {
  expect(await stockFaults(t.dataSource)).toEqual([]);
  await expectNoDrift(await t.as('admin'));
}
