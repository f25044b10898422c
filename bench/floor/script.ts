import type { RecordedCheckout } from './record-checkout.js';
import type { Recorded } from './recorder.js';
import { SEQUENCE, Template, type Filler, type Replay } from './template.js';

/** One statement of the checkout, ready to be sent again and again with other values. */
export interface Step {
  name?: string;
  text: string;
  values: Filler[];
  in_transaction: boolean;
  /** Takes from the answer what later steps need. */
  learn?: (row: Record<string, unknown>, replay: Replay) => void;
}

interface SeriesRow {
  last_number: string;
  prefix: string;
  digits: number;
}

const SHORTEST_ANSWER = 8;

function isSeries({ text, row }: Recorded): boolean {
  return text.includes('number_series') && row?.['last_number'] !== undefined;
}

function numberOf({ last_number, prefix, digits }: SeriesRow): string {
  return `${prefix}${last_number.padStart(digits, '0')}`;
}

/** Long texts that the database makes up on a write (order number, hash), by column: later statements contain them. */
function answersOf({ text, values, row = {} }: Recorded): [string, string][] {
  if (!text.includes('INSERT INTO')) return [];
  const sent = JSON.stringify(values);
  const isAnswer = (entry: [string, unknown]): entry is [string, string] =>
    typeof entry[1] === 'string' && entry[1].length >= SHORTEST_ANSWER && !sent.includes(entry[1]);
  return Object.entries(row).filter(isAnswer);
}

function learnFrom(statement: Recorded): Step['learn'] {
  if (isSeries(statement)) {
    const recorded = numberOf(statement.row as unknown as SeriesRow);
    return (row, { answers }) => {
      const series = row as unknown as SeriesRow;
      answers.set(recorded, numberOf(series));
      answers.set(SEQUENCE, series.last_number);
    };
  }
  const columns = answersOf(statement);
  if (columns.length === 0) return undefined;
  return (row, { answers }) => {
    for (const [column, recorded] of columns) answers.set(recorded, row[column] as string);
  };
}

/** The recorded checkout as a script: the same statements, for other rows each time. */
export function scriptOf({ statements, choice, started_at }: RecordedCheckout): Step[] {
  const series = statements.find(isSeries);
  if (series === undefined) throw new Error('The recorded checkout draws no receipt number');
  const row = series.row as unknown as SeriesRow;
  const texts = statements
    .filter((each) => !isSeries(each))
    .flatMap((each) => answersOf(each).map(([, text]) => text));
  const answers = new Set([numberOf(row), ...texts]);
  const template = new Template({ choice, started_at, answers, sequence: Number(row.last_number) });
  return statements.map((statement) => ({
    name: statement.name,
    text: statement.text,
    values: statement.values.map((value) => template.fill(value)),
    in_transaction: statement.in_transaction,
    learn: learnFrom(statement),
  }));
}

/** What a statement is about, for people. */
export function titleOf(text: string): string {
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const [, written] = /INSERT INTO ([a-z_]+)/.exec(words) ?? [];
  if (written !== undefined) return `insert ${written}`;
  const [, read] = /(?:FROM|JOIN) ([a-z_]+)/.exec(words) ?? [];
  return read === undefined ? words.slice(0, 40) : `select from ${read}`;
}
