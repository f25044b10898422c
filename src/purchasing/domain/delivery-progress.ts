import { Decimal, ZERO } from '../../common/money/decimal.js';

/** A line of an order and what came of it so far, in the unit of the order. */
export interface OrderedLine {
  quantity: Decimal;
  /** All that came, rejected goods too. */
  received_quantity: Decimal;
  rejected_quantity: Decimal;
  /** How much more than ordered may be accepted. */
  over_delivery_percent: Decimal;
}

export type DeliveryStatus = 'pending' | 'partial' | 'delivered';

export function acceptedQuantity(line: OrderedLine): Decimal {
  return line.received_quantity.minus(line.rejected_quantity);
}

/** What the supplier still owes: rejected goods count as not delivered. */
export function outstandingQuantity(line: OrderedLine): Decimal {
  return Decimal.max(ZERO, line.quantity.minus(acceptedQuantity(line)));
}

/** The most that may be accepted of a line in all. */
export function deliverableQuantity(line: OrderedLine): Decimal {
  return line.quantity.times(line.over_delivery_percent.div(100).plus(1));
}

export function lineDelivery(line: OrderedLine): DeliveryStatus {
  if (outstandingQuantity(line).isZero()) return 'delivered';
  return line.received_quantity.isZero() ? 'pending' : 'partial';
}

/** What the lines make of the whole order. */
export function orderDelivery(lines: readonly OrderedLine[]): DeliveryStatus {
  const each = lines.map(lineDelivery);
  if (each.every((status) => status === 'delivered')) return 'delivered';
  return each.every((status) => status === 'pending') ? 'pending' : 'partial';
}
