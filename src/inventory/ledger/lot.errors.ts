import { DomainError, type DomainErrorKind } from '../../common/errors/domain-error.js';

/** A line that the policies of batches and serial numbers refuse. */
export interface RefusedLine {
  line_id: string;
  product_id: string | null;
  sku?: string;
  name?: string;
  requested: number;
  serial_number?: string;
  batch_number?: string;
  expiry_date?: string;
  reservation_id?: string;
  /** How many serial numbers were named. */
  named?: number;
}

interface Refusal {
  kind: DomainErrorKind;
  code: string;
  text: string;
  /** What of the line the message shows. */
  shown?: 'serial_number' | 'batch_number' | 'reservation_id';
}

/** By what the posting functions answer. */
export const LOT_REFUSALS = {
  expiry_required: {
    kind: 'invalid',
    code: 'EXPIRY_DATE_REQUIRED',
    text: 'Goods that expire need their best-before date',
  },
  batch_expired: {
    kind: 'conflict',
    code: 'BATCH_EXPIRED',
    text: 'The batch has expired already',
    shown: 'batch_number',
  },
  batch_unknown: { kind: 'invalid', code: 'BATCH_UNKNOWN', text: 'The product has no such batch' },
  serials_required: {
    kind: 'invalid',
    code: 'SERIAL_NUMBERS_REQUIRED',
    text: 'Each unit needs its serial number, and each number a unit',
  },
  serial_taken: {
    kind: 'conflict',
    code: 'SERIAL_NUMBER_TAKEN',
    text: 'A unit with this serial number is in stock already',
    shown: 'serial_number',
  },
  serial_not_here: {
    kind: 'conflict',
    code: 'SERIAL_NUMBER_NOT_HERE',
    text: 'No unit with this serial number can be taken here',
    shown: 'serial_number',
  },
  ended: {
    kind: 'conflict',
    code: 'RESERVATION_ENDED',
    text: 'The reservation holds nothing here',
    shown: 'reservation_id',
  },
} as const satisfies Record<string, Refusal>;

export type LotRefusal = keyof typeof LOT_REFUSALS;

/** A posting that batches, serial numbers or reservations forbid; nothing was written. Names every line. */
export class LotRefused extends DomainError {
  constructor(
    refusal: LotRefusal,
    readonly lines: readonly RefusedLine[],
  ) {
    const { kind, code, text, shown }: Refusal = LOT_REFUSALS[refusal];
    const names = lines.map((line) => {
      const what = shown === undefined ? undefined : line[shown];
      return [line.name ?? `line ${line.line_id}`, what].filter(Boolean).join(' ');
    });
    super(kind, code, `${text}: ${names.join('; ')}.`, { lines });
  }
}

/** Somebody else booked the same unit in at the same moment. */
export class SerialNumberTaken extends DomainError {
  constructor() {
    super('conflict', LOT_REFUSALS.serial_taken.code, `${LOT_REFUSALS.serial_taken.text}.`);
  }
}

export interface UncostableLine {
  source_line_id: string;
  amount: number;
}

/** Nothing is left of the line that a cost could be added to. */
export class NothingToCost extends DomainError {
  constructor(readonly lines: readonly UncostableLine[]) {
    const ids = lines.map((line) => line.source_line_id).join(', ');
    super('conflict', 'NOTHING_TO_COST', `No goods are left that came in under line ${ids}.`, { lines });
  }
}

/** A rebate is more than the cheapest unit cost. */
export class CostBelowZero extends DomainError {
  constructor(readonly lines: readonly UncostableLine[]) {
    const ids = lines.map((line) => `line ${line.source_line_id}: ${line.amount}`).join('; ');
    super('conflict', 'COST_BELOW_ZERO', `Goods cannot cost less than nothing: ${ids}.`, { lines });
  }
}
