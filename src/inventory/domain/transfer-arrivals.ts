import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { Decimal, ZERO } from '../../common/money/decimal.js';

export type ArrivalOutcome = 'received' | 'lost';

/** A line that was sent, and how much of it has come or got lost so far. */
export interface SentLine {
  id: string;
  quantity: Decimal;
  received_quantity: Decimal;
  lost_quantity: Decimal;
  unit_decimals: number;
  serial_numbers: readonly string[] | null;
  /** Those of earlier arrivals. */
  arrived_serials: readonly string[];
}

/** What somebody found of one line, in base units. */
export interface ArrivalRequest {
  line_id: string;
  received_quantity: number;
  lost_quantity?: number | null;
  reason?: string | null;
  serial_numbers?: readonly string[] | null;
  lost_serial_numbers?: readonly string[] | null;
}

export interface Arrival {
  line_id: string;
  outcome: ArrivalOutcome;
  quantity: Decimal;
  serial_numbers: readonly string[] | null;
  reason: string | null;
}

export function outstandingOf(
  line: Pick<SentLine, 'quantity' | 'received_quantity' | 'lost_quantity'>,
): Decimal {
  return line.quantity.minus(line.received_quantity).minus(line.lost_quantity);
}

class LineFaults {
  readonly errors: FieldError[] = [];

  add(index: number, field: string, code: string, message: string): void {
    this.errors.push({ field: `lines.${index}.${field}`, code, message });
  }
}

/** Which serial numbers a part of a line is; undefined when it cannot be told. */
function serialsOf(
  open: readonly string[],
  wanted: readonly string[] | null | undefined,
  quantity: Decimal,
): readonly string[] | undefined {
  const named = wanted ?? (quantity.equals(open.length) ? open : []);
  const isOpen = named.every((serial) => open.includes(serial));
  return isOpen && quantity.equals(new Set(named).size) ? named : undefined;
}

function amountsOf(request: ArrivalRequest): { outcome: ArrivalOutcome; field: string; quantity: Decimal }[] {
  return [
    {
      outcome: 'received' as const,
      field: 'serial_numbers',
      quantity: new Decimal(request.received_quantity),
    },
    {
      outcome: 'lost' as const,
      field: 'lost_serial_numbers',
      quantity: new Decimal(request.lost_quantity ?? 0),
    },
  ].filter(({ quantity }) => quantity.greaterThan(0));
}

function checkAmounts(line: SentLine, request: ArrivalRequest, index: number, faults: LineFaults): void {
  const received = new Decimal(request.received_quantity);
  const lost = new Decimal(request.lost_quantity ?? 0);
  const open = outstandingOf(line);
  const fractional = Math.max(received.decimalPlaces(), lost.decimalPlaces()) > line.unit_decimals;
  if (fractional)
    faults.add(index, 'received_quantity', 'FRACTIONAL_QUANTITY', `At most ${line.unit_decimals} decimals.`);
  if (received.plus(lost).greaterThan(open))
    faults.add(index, 'received_quantity', 'EXCEEDS_SENT', `Only ${open.toFixed()} are on their way.`);
  if (received.plus(lost).isZero())
    faults.add(index, 'received_quantity', 'NOTHING_ARRIVED', 'Say how much came or got lost.');
  if (lost.greaterThan(0) && !request.reason)
    faults.add(index, 'reason', 'REASON_REQUIRED', 'Say why goods got lost.');
}

function arrivalsOf(line: SentLine, request: ArrivalRequest, index: number, faults: LineFaults): Arrival[] {
  let open = line.serial_numbers?.filter((serial) => !line.arrived_serials.includes(serial)) ?? null;
  return amountsOf(request).map(({ outcome, field, quantity }) => {
    const arrival = { line_id: line.id, outcome, quantity, reason: request.reason ?? null };
    if (open === null) return { ...arrival, serial_numbers: null };
    const wanted = outcome === 'received' ? request.serial_numbers : request.lost_serial_numbers;
    const serials = serialsOf(open, wanted, quantity);
    if (serials === undefined) {
      faults.add(index, field, 'SERIAL_NUMBERS_REQUIRED', `Name the ${quantity.toFixed()} that are meant.`);
      return { ...arrival, serial_numbers: null };
    }
    open = open.filter((serial) => !serials.includes(serial));
    return { ...arrival, serial_numbers: serials };
  });
}

function all(lines: readonly SentLine[]): ArrivalRequest[] {
  return lines
    .filter((line) => outstandingOf(line).greaterThan(ZERO))
    .map((line) => ({ line_id: line.id, received_quantity: outstandingOf(line).toNumber() }));
}

/**
 * What arrives of a transfer: what is asked for, or everything on its way. Pure. Throws ValidationFailed naming every
 * wrong line: LINE_NOT_FOUND, LINE_TWICE, FRACTIONAL_QUANTITY, EXCEEDS_SENT, NOTHING_ARRIVED, REASON_REQUIRED,
 * SERIAL_NUMBERS_REQUIRED.
 */
export function planArrivals(
  lines: readonly SentLine[],
  requests: readonly ArrivalRequest[] | undefined,
): Arrival[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const faults = new LineFaults();
  const seen = new Set<string>();
  const arrivals = (requests ?? all(lines)).flatMap((request, index) => {
    const id = request.line_id.toLowerCase();
    const line = byId.get(id);
    if (line === undefined) {
      faults.add(index, 'line_id', 'LINE_NOT_FOUND', `This transfer has no line ${request.line_id}.`);
      return [];
    }
    if (seen.has(id)) faults.add(index, 'line_id', 'LINE_TWICE', 'Name each line once.');
    seen.add(id);
    checkAmounts(line, request, index, faults);
    return arrivalsOf(line, request, index, faults);
  });
  if (faults.errors.length > 0) throw new ValidationFailed(faults.errors);
  return arrivals;
}
