import { Client } from 'pg';

/** One statement as it went to PostgreSQL, with the first row that came back. */
export interface Recorded {
  name?: string;
  text: string;
  values: unknown[];
  in_transaction: boolean;
  row?: Record<string, unknown>;
}

interface Statement {
  name?: string;
  text: string;
  values?: unknown[];
}
interface Result {
  rows?: Record<string, unknown>[];
}
type Callback = (error: Error | null, result?: Result) => void;
type Query = (this: Client, statement: string | Statement, ...rest: unknown[]) => unknown;

/** Listens to every pg connection of this process while `work` runs. Answers what was sent, in order. */
export async function recordStatements(work: () => Promise<void>): Promise<Recorded[]> {
  const prototype = Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const recorded: Recorded[] = [];
  const open = new WeakSet<Client>();
  prototype.query = function (statement, ...rest) {
    const sent: Statement = typeof statement === 'string' ? { text: statement } : statement;
    const values = sent.values ?? (Array.isArray(rest[0]) ? (rest[0] as unknown[]) : []);
    if (/^\s*(BEGIN|START TRANSACTION)/i.test(sent.text)) open.add(this);
    const entry: Recorded = { name: sent.name, text: sent.text, values, in_transaction: open.has(this) };
    recorded.push(entry);
    if (/^\s*(COMMIT|ROLLBACK)/i.test(sent.text)) open.delete(this);
    const keep = (result?: Result): void => void (entry.row = result?.rows?.[0]);
    const last = rest.findIndex((argument) => typeof argument === 'function');
    if (last >= 0) {
      const callback = rest[last] as Callback;
      rest[last] = ((error, result) => {
        keep(result);
        callback(error, result);
      }) satisfies Callback;
      return original.call(this, statement, ...rest);
    }
    const answer = original.call(this, statement, ...rest) as Promise<Result>;
    return answer.then((result) => {
      keep(result);
      return result;
    });
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return recorded;
}
