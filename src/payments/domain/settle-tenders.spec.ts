import fc from 'fast-check';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import type { PaymentMethod } from './payment-method.js';
import { settleTenders } from './settle-tenders.js';
import type { SettlementRules, Tender } from './tender.js';
import { TenderRefused } from './tender.errors.js';

const d = (value: number | string): Decimal => new Decimal(value);
const EURO: SettlementRules = { digits: 2 };
const NICKEL: SettlementRules = { digits: 2, cash_rounding: d('0.05') };

function tender(payment_method: PaymentMethod, amount: number, rest: Partial<Tender> = {}): Tender {
  return { payment_method, amount: d(amount), ...rest };
}

function settle(due: number, tenders: Tender[], rules = EURO) {
  const { tenders: lines, ...totals } = settleTenders(d(due), tenders, rules);
  return {
    lines: lines.map((line) => [
      line.payment_method,
      line.amount.toNumber(),
      line.tendered.toNumber(),
      line.status,
    ]),
    ...Object.fromEntries(Object.entries(totals).map(([key, value]) => [key, value.toNumber()])),
  };
}

function refusal(due: number, tenders: Tender[], rules = EURO): string[] {
  try {
    settleTenders(d(due), tenders, rules);
  } catch (error) {
    if (error instanceof TenderRefused) return error.errors.map(({ field, code }) => `${field} ${code}`);
    throw error;
  }
  return [];
}

describe('at the till', () => {
  it('takes the exact amount in cash', () => {
    expect(settle(12.5, [tender('cash', 12.5)])).toEqual({
      lines: [['cash', 12.5, 12.5, 'completed']],
      paid: 12.5,
      change: 0,
      remaining: 0,
      rounding: 0,
    });
  });

  it('gives change on a note bigger than the total', () => {
    expect(settle(12.5, [tender('cash', 20)])).toMatchObject({
      lines: [['cash', 12.5, 20, 'completed']],
      change: 7.5,
    });
  });

  it('gives change on cash tendered above the amount, even of a part payment', () => {
    expect(settle(100, [tender('cash', 30, { tendered: d(50) })])).toMatchObject({
      paid: 30,
      change: 20,
      remaining: 70,
    });
  });

  it('takes the card first and the rest in cash, whatever the order of the request', () => {
    const split = [tender('cash', 50), tender('card', 30), tender('check', 10)];
    expect(settle(75, split)).toMatchObject({
      lines: [
        ['card', 30, 30, 'completed'],
        ['check', 10, 10, 'completed'],
        ['cash', 35, 50, 'completed'],
      ],
      paid: 75,
      change: 15,
      remaining: 0,
    });
  });

  it('keeps a pending card payment without counting it', () => {
    expect(settle(40, [tender('card', 40, { status: 'pending' })])).toMatchObject({ paid: 0, remaining: 40 });
  });

  it('keeps a declined card beside the cash that pays instead', () => {
    expect(settle(40, [tender('card', 40, { status: 'failed' }), tender('cash', 40)])).toMatchObject({
      lines: [
        ['card', 40, 40, 'failed'],
        ['cash', 40, 40, 'completed'],
      ],
      paid: 40,
      change: 0,
    });
  });

  it('takes no tenders for a free sale', () => {
    expect(settle(0, [])).toMatchObject({ lines: [], paid: 0, remaining: 0 });
  });
});

describe('refused', () => {
  it('a card charged above what is due', () => {
    expect(refusal(20, [tender('card', 20.01)])).toEqual(['payments.0.amount OVERPAYMENT']);
  });

  it('a second card that exceeds what the first left', () => {
    expect(refusal(20, [tender('card', 15), tender('card', 6)])).toEqual(['payments.1.amount OVERPAYMENT']);
  });

  it('a pending payment that together with another would exceed the due', () => {
    expect(refusal(20, [tender('card', 20, { status: 'pending' }), tender('bank_transfer', 1)])).toHaveLength(
      1,
    );
  });

  it('cash when the cards have paid everything', () => {
    expect(refusal(20, [tender('cash', 5), tender('card', 20)])).toEqual(['payments.0.amount OVERPAYMENT']);
  });

  it('change from a card', () => {
    const card = tender('card', 20, { tendered: d(25) });
    expect(refusal(20, [card])).toEqual(['payments.0.tendered CHANGE_ONLY_FROM_CASH']);
  });

  it('less cash in the hand than is said to be paid', () => {
    const cash = tender('cash', 20, { tendered: d(10) });
    expect(refusal(20, [cash])).toEqual(['payments.0.tendered TENDERED_TOO_LITTLE']);
  });

  it.each(['loyalty_points', 'on_account'] as const)('%s of nobody we know', (method) => {
    expect(refusal(20, [tender(method, 20)])).toEqual(['payments.0.payment_method CUSTOMER_REQUIRED']);
    expect(refusal(20, [tender(method, 20.01)], { digits: 2, customer: true })).toEqual([
      'payments.0.amount OVERPAYMENT',
    ]);
    expect(settle(20, [tender(method, 20)], { digits: 2, customer: true })).toMatchObject({
      remaining: 0,
      change: 0,
    });
  });

  it.each(['gift_card', 'store_credit'] as const)('%s, which has no ledger yet', (method) => {
    expect(refusal(20, [tender(method, 20)])).toEqual([
      'payments.0.payment_method PAYMENT_METHOD_NOT_AVAILABLE',
    ]);
  });

  it('every wrong tender at once, named by its place in the request', () => {
    const wrong = [tender('cash', 1.005), tender('gift_card', 0), tender('card', 5)];
    expect(refusal(20, wrong)).toEqual([
      'payments.0.amount TOO_MANY_DECIMALS',
      'payments.1.payment_method PAYMENT_METHOD_NOT_AVAILABLE',
      'payments.1.amount AMOUNT_NOT_POSITIVE',
    ]);
  });

  it('a fraction of a yen', () => {
    expect(refusal(500, [tender('cash', 500.5)], { digits: 0, path: '' })).toEqual([
      'amount TOO_MANY_DECIMALS',
    ]);
  });
});

describe('where the smallest coin is 0.05', () => {
  it('cash clears 10.02 with 10.00', () => {
    expect(settle(10.02, [tender('cash', 10.02)], NICKEL)).toMatchObject({
      lines: [['cash', 10, 10, 'completed']],
      paid: 10,
      remaining: 0,
      rounding: -0.02,
    });
  });

  it('cash clears 10.03 with 10.05 and gives change from there', () => {
    expect(settle(10.03, [tender('cash', 10.03, { tendered: d(20) })], NICKEL)).toMatchObject({
      paid: 10.05,
      change: 9.95,
      rounding: 0.02,
    });
  });

  it('a card pays to the cent', () => {
    expect(settle(10.02, [tender('card', 10.02)], NICKEL)).toMatchObject({ paid: 10.02, rounding: 0 });
  });

  it('only the rest after the card is rounded', () => {
    const split = [tender('card', 5), tender('cash', 10)];
    expect(settle(10.02, split, NICKEL)).toMatchObject({ paid: 10, change: 5, rounding: -0.02 });
  });

  it('a part payment in cash is not rounded', () => {
    expect(settle(10.02, [tender('cash', 4)], NICKEL)).toMatchObject({
      paid: 4,
      remaining: 6.02,
      rounding: 0,
    });
  });

  it('a rest of two cents needs no coin', () => {
    const split = [tender('card', 10), tender('cash', 0.05)];
    expect(settle(10.02, split, NICKEL)).toMatchObject({
      lines: [['card', 10, 10, 'completed']],
      paid: 10,
      remaining: 0,
      rounding: -0.02,
    });
  });
});

const cents = (max: number) => fc.integer({ min: 1, max }).map((value) => d(value).div(100));
const anyTender: fc.Arbitrary<Tender> = fc.record({
  payment_method: fc.constantFrom<PaymentMethod>('cash', 'cash', 'card', 'check', 'digital_wallet'),
  amount: cents(4000),
  status: fc.constantFrom('completed' as const, 'completed' as const, 'pending' as const, 'failed' as const),
});
const anyRules = fc.constantFrom<SettlementRules>(EURO, NICKEL, { digits: 2, cash_rounding: d(1) });

describe('laws', () => {
  it('paid + remaining = due + rounding, and nothing is applied twice', () => {
    fc.assert(
      fc.property(cents(9000), fc.array(anyTender, { maxLength: 5 }), anyRules, (due, tenders, rules) => {
        let settlement;
        try {
          settlement = settleTenders(due, tenders, rules);
        } catch (error) {
          return error instanceof TenderRefused;
        }
        const { paid, remaining, rounding, change, tenders: lines } = settlement;
        const completed = lines.filter((line) => line.status === 'completed');
        const coin = rules.cash_rounding ?? ZERO;
        expect(paid.plus(remaining).eq(due.plus(rounding))).toBe(true);
        expect(sum(completed.map((line) => line.amount)).eq(paid)).toBe(true);
        expect(remaining.gte(0) && paid.lte(due.plus(rounding))).toBe(true);
        expect(rounding.isZero() || rounding.abs().lte(coin.div(2))).toBe(true);
        expect(sum(lines.map((line) => line.change_amount)).eq(change)).toBe(true);
        expect(
          change.lte(
            sum(lines.filter((line) => line.payment_method === 'cash').map((line) => line.tendered)),
          ),
        ).toBe(true);
        return lines.every(
          (line) => line.amount.gt(0) && line.tendered.eq(line.amount.plus(line.change_amount)),
        );
      }),
    );
  });

  it('only cash is ever worth less to the sale than what was offered', () => {
    fc.assert(
      fc.property(cents(9000), fc.array(anyTender, { maxLength: 4 }), (due, tenders) => {
        let lines;
        try {
          lines = settleTenders(due, tenders, EURO).tenders;
        } catch {
          return true;
        }
        return lines
          .filter((line) => line.payment_method !== 'cash')
          .every((line) => line.change_amount.isZero());
      }),
    );
  });
});
