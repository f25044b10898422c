import fc from 'fast-check';
import { Decimal } from '../../common/money/decimal.js';
import { componentsAt, effectiveRate } from './tax-components.js';

const tax = (rate: number, is_compound = false) => ({ rate: new Decimal(rate), is_compound });
const percent = fc.integer({ min: 0, max: 500_000 }).map((n) => n / 10_000);
const components = fc.array(fc.tuple(percent, fc.boolean()), { maxLength: 5 });

describe('the effective rate of several taxes', () => {
  it.each([
    ['none', [], '0'],
    ['one', [tax(20)], '20'],
    ['two side by side: GST and PST of Saskatchewan', [tax(5), tax(6)], '11'],
    ['one on top of the other: Quebec before 2013', [tax(5), tax(9.5, true)], '14.975'],
    ['the first has nothing below it', [tax(10, true)], '10'],
    ['a plain one after a compound one', [tax(10), tax(10, true), tax(5)], '26'],
    ['rounded to what a rate can hold', [tax(3.3333), tax(3.3333, true)], '6.7777'],
  ])('%s', (_, list, expected) => {
    expect(effectiveRate(list).toString()).toBe(expected);
  });

  it('is what the taxes of an amount add up to, each reckoned by itself', () => {
    fc.assert(
      fc.property(components, (list) => {
        const net = new Decimal(1_000_000);
        let taxed = net;
        for (const [rate, isCompound] of list) {
          taxed = taxed.plus((isCompound ? taxed : net).times(rate).div(100));
        }
        const effective = taxed.minus(net).div(net).times(100);
        const rate = effectiveRate(list.map(([each, isCompound]) => tax(each, isCompound)));
        expect(rate.minus(effective).abs().lte('0.00005')).toBe(true);
      }),
    );
  });

  it('is never less than the plain sum, and the plain sum when nothing is compound', () => {
    fc.assert(
      fc.property(components, (list) => {
        const plain = list.reduce((total, [rate]) => total.plus(rate), new Decimal(0));
        const all = effectiveRate(list.map(([rate, isCompound]) => tax(rate, isCompound)));
        expect(all.gte(plain.toDecimalPlaces(4))).toBe(true);
        expect(effectiveRate(list.map(([rate]) => tax(rate))).eq(plain)).toBe(true);
      }),
    );
  });
});

describe('the taxes of a group at a place', () => {
  const group = { code: 'A', name: 'Standard', rate: new Decimal(20) };
  const row = (code: string, is_own: boolean) => ({ ...tax(1), code, name: code, is_own });

  it("are the group's rate when none are named", () => {
    expect(componentsAt([], group)).toEqual([{ ...group, is_compound: false }]);
  });

  it("are the place's own instead of all general ones", () => {
    const codes = (rows: ReturnType<typeof row>[]) => componentsAt(rows, group).map(({ code }) => code);
    expect(codes([row('STATE', false), row('CITY', false)])).toEqual(['STATE', 'CITY']);
    expect(codes([row('STATE', false), row('LOCAL', true), row('CITY', false)])).toEqual(['LOCAL']);
  });
});
