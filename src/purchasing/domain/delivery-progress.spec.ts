import { Decimal } from '../../common/money/decimal.js';
import {
  deliverableQuantity,
  lineDelivery,
  orderDelivery,
  outstandingQuantity,
  type OrderedLine,
} from './delivery-progress.js';

function line(quantity: number, received = 0, rejected = 0, tolerance = 0): OrderedLine {
  return {
    quantity: new Decimal(quantity),
    received_quantity: new Decimal(received),
    rejected_quantity: new Decimal(rejected),
    over_delivery_percent: new Decimal(tolerance),
  };
}

it.each([
  [line(100), '100', 'pending'],
  [line(100, 60), '40', 'partial'],
  [line(100, 100), '0', 'delivered'],
  [line(100, 105, 0, 10), '0', 'delivered'],
  // What was sent back has to come again.
  [line(100, 100, 10), '10', 'partial'],
  [line(100, 10, 10), '100', 'partial'],
])('of a line, %# is outstanding and what it is', (ordered, outstanding, status) => {
  expect(outstandingQuantity(ordered).toFixed()).toBe(outstanding);
  expect(lineDelivery(ordered)).toBe(status);
});

it('is delivered when every line is, and pending while nothing came', () => {
  expect(orderDelivery([line(1), line(2)])).toBe('pending');
  expect(orderDelivery([line(1, 1), line(2)])).toBe('partial');
  expect(orderDelivery([line(1, 1), line(2, 2)])).toBe('delivered');
});

it('allows as much more as was agreed', () => {
  expect(deliverableQuantity(line(40, 0, 0, 12.5)).toFixed()).toBe('45');
  expect(deliverableQuantity(line(40)).toFixed()).toBe('40');
});
