import { parseArgs } from 'node:util';

/** How long, how hard and with which dice. */
export interface Settings {
  minutes: number;
  workers: number;
  /** The same seed throws the same dice; who is first still differs. */
  seed: number;
}

const OPTIONS = {
  minutes: { type: 'string', default: '3' },
  workers: { type: 'string', default: '12' },
  seed: { type: 'string' },
} as const;

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0, not "${text}"`);
  return number;
}

export function readSettings(args: string[]): Settings {
  const { values } = parseArgs({ args, options: OPTIONS });
  return {
    minutes: positive('minutes', values.minutes),
    workers: Math.ceil(positive('workers', values.workers)),
    seed: values.seed === undefined ? Date.now() % 2 ** 31 : Math.floor(positive('seed', values.seed)),
  };
}
