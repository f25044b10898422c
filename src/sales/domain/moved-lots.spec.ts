import fc from 'fast-check';
import { Decimal, sum } from '../../common/money/decimal.js';
import type { TakenLayer } from '../../inventory/index.js';
import { movedLots } from './moved-lots.js';

function aLayer(changes: Partial<TakenLayer>): TakenLayer {
  return {
    ...{ line_id: 'line', product_id: 'milk', layer_id: 'layer', batch_id: null, batch_number: null },
    ...{ expiry_date: null, serial_number: null, quantity: new Decimal(1), unit_cost: new Decimal(2) },
    ...changes,
  };
}

describe('what a line moved of batches and units', () => {
  it('is one lot for each batch and each unit, and nothing of plain goods', () => {
    const old = { batch_id: 'b1', batch_number: 'L1', expiry_date: '2031-03-31' };
    const lots = movedLots([
      aLayer({ ...old, quantity: new Decimal(2) }),
      aLayer({ ...old, quantity: new Decimal('0.5'), unit_cost: new Decimal(3) }),
      aLayer({ serial_number: 'SN-1' }),
      aLayer({ serial_number: 'SN-2' }),
      aLayer({ line_id: 'plain' }),
    ]);
    expect([...lots.keys()]).toEqual(['line']);
    const texts = lots
      .get('line')!
      .map((lot) => `${lot.batch_number ?? lot.serial_number} ${lot.quantity.toFixed()}`);
    expect(texts).toEqual(['L1 2.5', 'SN-1 1', 'SN-2 1']);
  });

  it('law: sums to what was taken of goods with batches', () => {
    const layer = fc.record({
      line_id: fc.constantFrom('a', 'b'),
      batch_id: fc.constantFrom('b1', 'b2', null),
      quantity: fc.integer({ min: 1, max: 10_000 }).map((thousandths) => new Decimal(thousandths).div(1000)),
    });
    fc.assert(
      fc.property(fc.array(layer), (layers) => {
        const taken = layers.map((each) => aLayer({ ...each, batch_number: each.batch_id }));
        const lots = [...movedLots(taken).values()].flat();
        const tracked = taken.filter(({ batch_id }) => batch_id !== null);
        expect(sum(lots.map(({ quantity }) => quantity)).toFixed()).toBe(
          sum(tracked.map(({ quantity }) => quantity)).toFixed(),
        );
      }),
    );
  });
});
