import fc from 'fast-check';
import { Decimal } from '../../common/money/decimal.js';
import { roundTo } from '../../common/money/rounding.js';
import { scannedAmount } from './scanned-amount.js';

const kilogram = { unit_kind: 'weight', unit_decimals: 3, unit_base_factor: new Decimal(1000) };
const gram = { unit_kind: 'weight', unit_decimals: 0, unit_base_factor: new Decimal(1) };
const piece = { unit_kind: 'piece', unit_decimals: 0, unit_base_factor: new Decimal(1) };
const grams = (value: number) => ({ meaning: 'weight' as const, plu: '1', value: new Decimal(value) });
const money = (value: number) => ({ meaning: 'price' as const, plu: '1', value: new Decimal(value) });

describe('what a scale label says of a product', () => {
  it('is the weight in the unit the product is sold by', () => {
    expect(scannedAmount(grams(512), { ...kilogram, price: new Decimal(9.9) })?.quantity?.toNumber()).toBe(
      0.512,
    );
    expect(scannedAmount(grams(512), { ...gram, price: new Decimal(0.01) })?.quantity?.toNumber()).toBe(512);
  });

  it('is nothing when a weight is printed for a product sold by the piece', () => {
    expect(scannedAmount(grams(512), { ...piece, price: new Decimal(1) })).toBeUndefined();
  });

  it('is one piece at the printed price for a product sold by the piece', () => {
    expect(scannedAmount(money(5.99), { ...piece, price: new Decimal(7) })).toEqual({
      quantity: new Decimal(1),
      price: new Decimal(5.99),
    });
  });

  it('comes back to the printed price to the cent when quantity and unit price are multiplied', () => {
    const cents = fc.integer({ min: 1, max: 99_999 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 100, max: 50_000 }), (printed, perKilogram) => {
        const total = new Decimal(printed).div(100);
        const said = scannedAmount(money(total.toNumber()), {
          ...kilogram,
          price: new Decimal(perKilogram).div(100),
        });
        fc.pre(said?.quantity?.lt(100) === true);
        expect(roundTo(said.quantity.times(said.price!), 2, 'half_up').toFixed()).toBe(total.toFixed());
      }),
    );
  });

  it('leaves the quantity to the caller when the catalogue price is zero', () => {
    expect(scannedAmount(money(5), { ...kilogram, price: new Decimal(0) })?.quantity).toBeNull();
  });
});
