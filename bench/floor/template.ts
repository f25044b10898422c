import { v7 } from 'uuid';
import type { Choice } from '../stage/checkout.js';

/** What a statement knew and this replay's statement must not repeat. */
export interface Replay {
  choice: Choice;
  now: Date;
  /** Ids that the recorded checkout made, and the new ones in their place. */
  ids: Map<string, string>;
  /** Texts and numbers that the database answered when recorded, and what it answered now. */
  answers: Map<string, string>;
}

/** Makes one value of a statement for one replay. */
export type Filler = (replay: Replay) => unknown;
type TextPart = string | ((replay: Replay) => string);

export interface Known {
  choice: Choice;
  /** UUIDs and times from then on are the checkout's own. */
  started_at: number;
  /** Database answers that later statements contain. */
  answers: ReadonlySet<string>;
  /** The number drawn from the receipt's series. */
  sequence: number;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const TIME = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z';
export const SEQUENCE = 'sequence';

function isNewId(uuid: string, since: number): boolean {
  const milliseconds = Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
  return uuid[14] === '7' && milliseconds >= since;
}

function freshId(replay: Replay, recorded: string): string {
  let id = replay.ids.get(recorded);
  if (id === undefined) replay.ids.set(recorded, (id = v7()));
  return id;
}

function chosenTexts({
  products,
  register,
  customer,
  till,
  key,
}: Choice): Map<string, (choice: Choice) => string> {
  return new Map<string, (choice: Choice) => string>([
    ...products.flatMap(({ id, sku, name }, line): [string, (choice: Choice) => string][] => [
      [id, (choice) => choice.products[line]!.id],
      [sku, (choice) => choice.products[line]!.sku],
      [name, (choice) => choice.products[line]!.name],
    ]),
    [register.id, (choice) => choice.register.id],
    [register.code, (choice) => choice.register.code],
    [customer.id, (choice) => choice.customer.id],
    [till.user_id, (choice) => choice.till.user_id],
    [till.username, (choice) => choice.till.username],
    [till.session_id, (choice) => choice.till.session_id],
    [key, (choice) => choice.key],
  ]);
}

/** Finds in recorded values all that belongs to the one checkout, and puts a replay's own things there. */
export class Template {
  private readonly chosen: Map<string, (choice: Choice) => string>;
  private readonly pattern: RegExp;

  constructor(private readonly known: Known) {
    this.chosen = chosenTexts(known.choice);
    const literals = [...this.chosen.keys(), ...known.answers].sort((a, b) => b.length - a.length);
    const escaped = literals.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const sequence = `"sequence":${known.sequence}(?!\\d)`;
    this.pattern = new RegExp([...escaped, sequence, UUID, TIME].join('|'), 'g');
  }

  fill(value: unknown): Filler {
    if (typeof value === 'string') return this.fillText(value);
    if (value === this.known.sequence) return ({ answers }) => Number(answers.get(SEQUENCE) ?? value);
    if (value instanceof Date)
      return value.getTime() >= this.known.started_at ? ({ now }) => now : () => value;
    if (Array.isArray(value)) {
      const fillers = value.map((item) => this.fill(item));
      return (replay) => fillers.map((filler) => filler(replay));
    }
    return () => value;
  }

  private fillText(text: string): Filler {
    const parts: TextPart[] = [];
    let from = 0;
    for (const match of text.matchAll(this.pattern)) {
      parts.push(text.slice(from, match.index), this.partFor(match[0]));
      from = match.index + match[0].length;
    }
    if (parts.every((part) => typeof part === 'string')) return () => text;
    parts.push(text.slice(from));
    return (replay) => parts.map((part) => (typeof part === 'string' ? part : part(replay))).join('');
  }

  private partFor(found: string): TextPart {
    const { answers, started_at } = this.known;
    const chosen = this.chosen.get(found);
    if (chosen !== undefined) return ({ choice }) => chosen(choice);
    if (answers.has(found)) return (replay) => replay.answers.get(found) ?? found;
    if (found.startsWith('"sequence"')) return (replay) => `"sequence":${replay.answers.get(SEQUENCE)}`;
    if (new RegExp(`^${UUID}$`).test(found)) {
      return isNewId(found, started_at) ? (replay) => freshId(replay, found) : found;
    }
    return Date.parse(found) >= started_at ? ({ now }) => now.toISOString() : found;
  }
}
