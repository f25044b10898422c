import fc from 'fast-check';
import { type ValidationFailed } from '../../common/errors/domain-error.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { outstandingOf, planArrivals, type ArrivalRequest, type SentLine } from './transfer-arrivals.js';

function aLine(id: string, quantity: number, facts: Partial<SentLine> = {}): SentLine {
  const nothing = { received_quantity: ZERO, lost_quantity: ZERO, serial_numbers: null, arrived_serials: [] };
  return { id, quantity: new Decimal(quantity), unit_decimals: 0, ...nothing, ...facts };
}

function planned(lines: SentLine[], requests?: ArrivalRequest[]): string[] {
  return planArrivals(lines, requests).map(
    ({ line_id, outcome, quantity, serial_numbers }) =>
      `${line_id} ${outcome} ${quantity.toFixed()}${serial_numbers ? ` ${serial_numbers.join('+')}` : ''}`,
  );
}

function faults(lines: SentLine[], requests: ArrivalRequest[]): string[] {
  try {
    planArrivals(lines, requests);
    return [];
  } catch (error) {
    return (error as ValidationFailed).errors.map(({ field, code }) => `${field} ${code}`);
  }
}

it('takes everything on its way when nobody says otherwise', () => {
  const half = aLine('b', 10, { received_quantity: new Decimal(4), lost_quantity: new Decimal(1) });
  const done = aLine('c', 3, { received_quantity: new Decimal(3) });
  expect(planned([aLine('a', 7), half, done])).toEqual(['a received 7', 'b received 5']);
});

it('takes a part, and books what got lost with its reason', () => {
  const request = { line_id: 'A', received_quantity: 5, lost_quantity: 2, reason: 'Broken' };
  expect(planned([aLine('a', 10)], [request])).toEqual(['a received 5', 'a lost 2']);
  expect(planned([aLine('a', 10)], [{ ...request, received_quantity: 0 }])).toEqual(['a lost 2']);
});

it('knows which serial numbers are meant when it is all of them, and asks otherwise', () => {
  const line = aLine('a', 3, { serial_numbers: ['x', 'y', 'z'], arrived_serials: ['y'] });
  const open = { ...line, received_quantity: new Decimal(1) };
  expect(planned([open])).toEqual(['a received 2 x+z']);
  expect(
    planned(
      [open],
      [{ line_id: 'a', received_quantity: 1, serial_numbers: ['z'], lost_quantity: 1, reason: 'Gone' }],
    ),
  ).toEqual(['a received 1 z', 'a lost 1 x']);
  expect(faults([open], [{ line_id: 'a', received_quantity: 1 }])).toEqual([
    'lines.0.serial_numbers SERIAL_NUMBERS_REQUIRED',
  ]);
  expect(faults([open], [{ line_id: 'a', received_quantity: 1, serial_numbers: ['y'] }])).toEqual([
    'lines.0.serial_numbers SERIAL_NUMBERS_REQUIRED',
  ]);
});

it('names every wrong line at once', () => {
  const lines = [aLine('a', 10), aLine('b', 1)];
  expect(
    faults(lines, [
      { line_id: 'x', received_quantity: 1 },
      { line_id: 'a', received_quantity: 10, lost_quantity: 1, reason: 'Broken' },
      { line_id: 'a', received_quantity: 1 },
      { line_id: 'b', received_quantity: 0.5, lost_quantity: 0.5 },
      { line_id: 'b', received_quantity: 0 },
    ]),
  ).toEqual([
    'lines.0.line_id LINE_NOT_FOUND',
    'lines.1.received_quantity EXCEEDS_SENT',
    'lines.2.line_id LINE_TWICE',
    'lines.3.received_quantity FRACTIONAL_QUANTITY',
    'lines.3.reason REASON_REQUIRED',
    'lines.4.line_id LINE_TWICE',
    'lines.4.received_quantity NOTHING_ARRIVED',
  ]);
});

it('never lets more arrive than was sent, over any sequence of arrivals', () => {
  const part = fc.record({ received: fc.nat(12), lost: fc.nat(4) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(part, { maxLength: 12 }), (sent, parts) => {
      let line = aLine('a', sent);
      for (const { received, lost } of parts) {
        const request = { line_id: 'a', received_quantity: received, lost_quantity: lost, reason: 'Lost' };
        if (faults([line], [request]).length > 0) continue;
        const arrivals = planArrivals([line], [request]);
        const of = (outcome: string): Decimal =>
          sum(arrivals.filter((arrival) => arrival.outcome === outcome).map(({ quantity }) => quantity));
        line = {
          ...line,
          received_quantity: line.received_quantity.plus(of('received')),
          lost_quantity: line.lost_quantity.plus(of('lost')),
        };
      }
      expect(outstandingOf(line).greaterThanOrEqualTo(0)).toBe(true);
      const rest = sum(planArrivals([line], undefined).map(({ quantity }) => quantity));
      expect(rest.equals(outstandingOf(line))).toBe(true);
    }),
  );
});
