import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { newId } from '../../common/database/new-id.js';
import { Decimal } from '../../common/money/decimal.js';
import type { Arrival, SentLine } from '../domain/transfer-arrivals.js';

const SENT = `
  SELECT l.id, l.line_number, l.product_id, l.quantity, l.received_quantity, l.lost_quantity, l.serial_numbers, l.batch_number,
    l.expiry_date::text AS expiry_date, u.decimal_places AS unit_decimals, coalesce((
      SELECT array_agg(serial) FROM stock_transfer_arrivals a, unnest(a.serial_numbers) AS serial
      WHERE a.line_id = l.id), '{}') AS arrived_serials
  FROM stock_transfer_lines l JOIN products p ON p.id = l.product_id JOIN units u ON u.id = p.unit_id
  WHERE l.document_id = $1::uuid ORDER BY l.line_number`;

/** A line with what its movements need to know. */
export interface TransferLine extends SentLine {
  line_number: number;
  product_id: string;
  batch_number: string | null;
  expiry_date: string | null;
}

type Numbers = 'quantity' | 'received_quantity' | 'lost_quantity';

export async function transferLines(db: Queryable, document_id: string): Promise<TransferLine[]> {
  const rows = await query<Omit<TransferLine, Numbers> & Record<Numbers, string>>(db, SENT, [document_id]);
  return rows.map((row) => ({
    ...row,
    quantity: new Decimal(row.quantity),
    received_quantity: new Decimal(row.received_quantity),
    lost_quantity: new Decimal(row.lost_quantity),
  }));
}

// The arrivals and the sums of their lines, together or not at all.
const ARRIVE = `
  WITH arrival AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::numeric[], $5::text[], $6::text[])
      AS u(id, line_id, outcome, quantity, serial_numbers, reason)),
  booked AS (
    INSERT INTO stock_transfer_arrivals (id, line_id, outcome, quantity, serial_numbers, reason, actor_id)
    SELECT id, line_id, outcome, quantity,
      CASE WHEN serial_numbers IS NOT NULL THEN ARRAY (SELECT json_array_elements_text(serial_numbers::json)) END, reason, $7::uuid FROM arrival)
  UPDATE stock_transfer_lines l SET received_quantity = l.received_quantity + t.received,
    lost_quantity = l.lost_quantity + t.lost
  FROM (
    SELECT line_id, coalesce(sum(quantity) FILTER (WHERE outcome = 'received'), 0) AS received,
      coalesce(sum(quantity) FILTER (WHERE outcome = 'lost'), 0) AS lost FROM arrival GROUP BY line_id) t
  WHERE l.id = t.line_id`;

export type BookedArrival = Arrival & { id: string };

/** Writes arrivals, one statement; each gets the id under which its movements are booked. */
export async function bookArrivals(
  tx: Tx,
  arrivals: readonly Arrival[],
  actor_id: string,
): Promise<BookedArrival[]> {
  const booked = arrivals.map((arrival) => ({ ...arrival, id: newId() }));
  await query(tx, ARRIVE, [
    booked.map(({ id }) => id),
    booked.map(({ line_id }) => line_id),
    booked.map(({ outcome }) => outcome),
    booked.map(({ quantity }) => quantity.toFixed()),
    booked.map(({ serial_numbers }) => (serial_numbers === null ? null : JSON.stringify(serial_numbers))),
    booked.map(({ reason }) => reason),
    actor_id,
  ]);
  return booked;
}
