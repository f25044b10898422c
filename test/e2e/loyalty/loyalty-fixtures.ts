import type { Client } from '../../support/test-app.js';

export interface Body {
  id: string;
  version: number;
  [field: string]: unknown;
}

export interface ProblemBody {
  code: string;
  errors?: { field: string; code: string }[];
  [detail: string]: unknown;
}

export function problem(answer: { body: unknown }): ProblemBody {
  return answer.body as ProblemBody;
}

export function fields(answer: { body: unknown }): string[] {
  return [...new Set((problem(answer).errors ?? []).map(({ field }) => field))].sort();
}

let counter = 0;

export async function aProgram(admin: Client, given: object = {}): Promise<Body> {
  const program = { name: `Program ${++counter}`, ...given };
  return (await admin.post('/v1/loyalty-programs', program).expect(201)).body as Body;
}

export async function aCustomer(admin: Client, given: object = {}): Promise<Body> {
  const customer = { name: `Customer ${++counter}`, ...given };
  return (await admin.post('/v1/customers', customer).expect(201)).body as Body;
}

export async function aMember(admin: Client, program: Body, given: object = {}): Promise<Body> {
  const { id: customer_id } = await aCustomer(admin);
  const member = { customer_id, ...given };
  return (await admin.post(`/v1/loyalty-programs/${program.id}/members`, member).expect(201)).body as Body;
}
