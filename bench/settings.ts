import { parseArgs } from 'node:util';

/** What one run measures, and for how long. */
export interface Settings {
  /** Measured seconds of each load; a warm-up goes before. */
  seconds: number;
  warm_up_seconds: number;
  products: number;
  tills: number;
  /** Movements that the table is filled with before the last checkout load. */
  movements: number;
  import_rows: number;
  /** What the stock as of past instants is read from. */
  history: { products: number; movements: number };
  /** Only this section, printed and not kept. */
  only: 'history' | 'stock' | undefined;
  client_counts: readonly [number, number];
}

const OPTIONS = {
  seconds: { type: 'string', default: '9' },
  'warm-up': { type: 'string', default: '3' },
  products: { type: 'string', default: '10000' },
  movements: { type: 'string', default: '1000000' },
  'import-rows': { type: 'string', default: '100000' },
  'history-movements': { type: 'string', default: '10000000' },
  only: { type: 'string' },
} as const;

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0, not "${text}"`);
  return number;
}

const HISTORY_PRODUCTS = 5000;

function section(text: string | undefined): Settings['only'] {
  if (text === undefined || text === 'history' || text === 'stock') return text;
  throw new Error(`--only takes: history, stock`);
}

/** The defaults are what RESULTS.md is made with; shorter runs are for trying things out. */
export function readSettings(args: string[]): Settings {
  const { values } = parseArgs({ args, options: OPTIONS });
  return {
    seconds: positive('seconds', values.seconds),
    warm_up_seconds: positive('warm-up', values['warm-up']),
    products: positive('products', values.products),
    tills: 32,
    movements: positive('movements', values.movements),
    import_rows: positive('import-rows', values['import-rows']),
    history: {
      products: HISTORY_PRODUCTS,
      movements: positive('history-movements', values['history-movements']),
    },
    only: section(values.only),
    client_counts: [8, 32],
  };
}
