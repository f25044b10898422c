import { TRANSIT } from './places.js';
import type { Check } from './check.js';

/** Stock on its way between two places. */
export const TRANSIT_CHECKS: readonly Check[] = [
  {
    name: 'goods_in_transit',
    promise: 'What lies in transit is what lines of shipped transfers still wait for, line by line.',
    sql: `
      SELECT json_build_object('transfer_line_id', coalesce(t.id, c.source_line_id)) AS subject,
        coalesce(t.quantity, 0) AS expected, coalesce(c.quantity, 0) AS found
      FROM (
        SELECT l.id, l.quantity - l.received_quantity - l.lost_quantity AS quantity
        FROM stock_transfer_lines l JOIN documents d ON d.id = l.document_id WHERE d.is_posted
      ) t
      FULL JOIN (
        SELECT source_line_id, sum(remaining) AS quantity FROM cost_layers
        WHERE location_id = '${TRANSIT}' AND is_open GROUP BY source_line_id
      ) c ON c.source_line_id = t.id
      WHERE coalesce(t.quantity, 0) <> coalesce(c.quantity, 0)`,
  },
  {
    name: 'transfer_arrivals',
    promise: 'What came of a line of a transfer, and what got lost, are the sums of its arrivals.',
    sql: `
      SELECT json_build_object('transfer_line_id', l.id) AS subject,
        json_build_object('received', coalesce(a.received, 0), 'lost', coalesce(a.lost, 0)) AS expected,
        json_build_object('received', l.received_quantity, 'lost', l.lost_quantity) AS found
      FROM stock_transfer_lines l
      LEFT JOIN (
        SELECT line_id, sum(quantity) FILTER (WHERE outcome = 'received') AS received,
          sum(quantity) FILTER (WHERE outcome = 'lost') AS lost
        FROM stock_transfer_arrivals GROUP BY line_id
      ) a ON a.line_id = l.id
      WHERE l.received_quantity <> coalesce(a.received, 0) OR l.lost_quantity <> coalesce(a.lost, 0)`,
  },
];
