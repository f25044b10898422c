import { Decimal } from '../../common/money/decimal.js';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Snapshot = Record<string, Json>;

const SECRET_WORDS = /^(password|passwd|passphrase|hash|secret|token|pin|otp|totp|credential|apikey)s?$/;

/** True when a field or setting of this name holds something that no log may repeat: `pin_hash`, `smtp.password`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some(
    (word, at) => SECRET_WORDS.test(word) || (word === 'key' && /^(api|private)$/.test(words[at - 1] ?? '')),
  );
}

/** A number where it is exact, else its digits as text. */
function decimalAsJson(value: Decimal): number | string {
  const number = value.toNumber();
  return new Decimal(number).equals(value) ? number : value.toFixed();
}

function asJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Decimal) return decimalAsJson(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) || value instanceof Set) return [...value].map((each) => asJson(each) ?? null);
  if (value instanceof Map) return snapshotOf(Object.fromEntries(value as Map<string, unknown>));
  return typeof value === 'object' ? snapshotOf(value) : undefined;
}

/** What the log keeps of an object: plain JSON, without secrets and without undefined fields. */
export function snapshotOf(object: object): Snapshot {
  const kept: Snapshot = {};
  for (const [name, value] of Object.entries(object)) {
    const json = isSecretName(name) ? undefined : asJson(value);
    if (json !== undefined) kept[name] = json;
  }
  return kept;
}
