import { splitCost } from '../domain/split-cost.js';
import type {
  LedgerPlace,
  MovementKind,
  StockLineRequest,
  StockReceiptLine,
  StockReservationLine,
  StockSelection,
  StockSource,
} from './stock-ledger.types.js';

type SelectingLine = StockLineRequest & StockSelection & { reservation_id?: string };
type ReceivedLine = StockReceiptLine & { batch_id?: string };

/** One JSON array beside the lines, or null when no line says anything: then nothing has to be read. */
function besides<T>(lines: readonly T[], of: (line: T) => object | null): string | null {
  const said = lines.map(of);
  return said.some((each) => each !== null) ? JSON.stringify(said) : null;
}

function selectionOf(line: SelectingLine): object | null {
  const { batch_id, serial_numbers, origin_line_id, state, reservation_id } = line;
  const serials = serial_numbers?.length === 0 ? undefined : serial_numbers;
  const picks = [batch_id, serials, origin_line_id, state, reservation_id];
  if (picks.every((pick) => pick === undefined)) return null;
  return { batch_id, serial_numbers: serials, origin_line_id, state, reservation_id };
}

function lotOf(line: ReceivedLine): object | null {
  const { batch_id, batch_number, expiry_date, serial_numbers, state } = line;
  const said = [batch_id, batch_number, expiry_date, serial_numbers, state];
  if (said.every((each) => each === undefined)) return null;
  return { batch_id, batch_number, expiry_date, serial_numbers, state };
}

/** A line whose whole cost is known becomes one or two, at unit costs that make it up exactly. */
function unitCosted(line: ReceivedLine): ReceivedLine[] {
  const { total_cost, serial_numbers, ...rest } = line;
  if (total_cost === undefined) return [line];
  let from = 0;
  return splitCost(line.quantity, total_cost).map((part) => {
    const until = from + part.quantity.toNumber();
    const named = serial_numbers?.slice(from, until);
    from = until;
    return { ...rest, ...part, ...(named === undefined ? {} : { serial_numbers: named }) };
  });
}

/** $1 … $7: the document. */
export function documentValues(source: StockSource, kind: MovementKind): unknown[] {
  const { type, id, reason, actor_id, occurred_at, business_date } = source;
  return [source.kind ?? kind, type, id, reason ?? null, actor_id, occurred_at, business_date];
}

/** $1 … $9: the document and its place. */
export function sourceValues(place: LedgerPlace, source: StockSource, kind: MovementKind): unknown[] {
  return [...documentValues(source, kind), place.location_id, place.allow_negative_stock];
}

/** Four values: ids, products, quantities, and which goods are asked for. */
export function lineValues(lines: readonly SelectingLine[]): unknown[] {
  return [
    lines.map((line) => line.line_id),
    lines.map((line) => line.product_id),
    lines.map((line) => line.quantity.toFixed()),
    besides(lines, selectionOf),
  ];
}

/** Six values: ids, products, quantities, unit costs, dispositions, and lots. */
export function goodsValues(received: readonly ReceivedLine[]): unknown[] {
  const lines = received.flatMap(unitCosted);
  return [
    lines.map((line) => line.line_id),
    lines.map((line) => line.product_id),
    lines.map((line) => line.quantity.toFixed()),
    lines.map((line) => line.unit_cost?.toFixed() ?? null),
    lines.map((line) => line.disposition ?? 'restock'),
    besides(lines, lotOf),
  ];
}

/** One JSON array of serial numbers for each line, or null. */
export function serialValues(lines: readonly { serial_numbers?: readonly string[] }[]): string | null {
  if (lines.every(({ serial_numbers }) => serial_numbers === undefined || serial_numbers.length === 0))
    return null;
  return JSON.stringify(lines.map((line) => line.serial_numbers ?? []));
}

export function reservationValues(lines: readonly StockReservationLine[]): unknown[] {
  return [
    lines.map((line) => line.reservation_id),
    lines.map((line) => line.product_id),
    lines.map((line) => line.quantity.toFixed()),
    lines.map((line) => line.batch_id ?? null),
    lines.map((line) => line.owner_type),
    lines.map((line) => line.owner_id),
    lines.map((line) => line.expires_at ?? null),
  ];
}
