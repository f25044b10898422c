import fc from 'fast-check';
import { Decimal, sum } from '../../common/money/decimal.js';
import type { PaymentMethod } from './payment-method.js';
import { planRefund, type RefundTender } from './plan-refund.js';
import { RefundExceedsMethod, RefundExceedsPaid } from './tender.errors.js';

const d = (value: number | string): Decimal => new Decimal(value);
const paid = (id: string, payment_method: PaymentMethod, refundable: number) => ({
  id,
  payment_method,
  refundable: d(refundable),
});
const back = (payment_method: PaymentMethod, amount: number): RefundTender => ({
  payment_method,
  amount: d(amount),
});

function plan(...parameters: Parameters<typeof planRefund>): string[] {
  return planRefund(...parameters).map(
    (step) => `${step.payment_id} ${step.payment_method} ${step.amount.toFixed(2)}`,
  );
}

// Newest first, as the ledger hands them over: 40 in cash came after 60 by card.
const SPLIT = [paid('coins', 'cash', 40), paid('plastic', 'card', 60)];

describe('money goes back', () => {
  it('the way it came, the last payment first', () => {
    expect(plan(SPLIT, d(55))).toEqual(['coins cash 40.00', 'plastic card 15.00']);
  });

  it('by the method asked for, on the payment of that method', () => {
    expect(plan(SPLIT, d(50), { tenders: [back('card', 50)] })).toEqual(['plastic card 50.00']);
  });

  it('in cash for a card sale, recorded as cash against the card payment', () => {
    expect(plan([paid('plastic', 'card', 60)], d(25), { tenders: [back('cash', 25)] })).toEqual([
      'plastic cash 25.00',
    ]);
  });

  it('by two methods, each on its own payments before it borrows from the other', () => {
    expect(plan(SPLIT, d(100), { tenders: [back('cash', 60), back('card', 40)] })).toEqual([
      'coins cash 40.00',
      'plastic card 40.00',
      'plastic cash 20.00',
    ]);
  });

  it('never more than is left', () => {
    expect(() => planRefund(SPLIT, d(100.01))).toThrow(RefundExceedsPaid);
    expect(() => planRefund(SPLIT, d(100.01), { tenders: [back('cash', 100.01)] })).toThrow(
      RefundExceedsPaid,
    );
    expect(() => planRefund([], d(1))).toThrow(RefundExceedsPaid);
  });
});

// Newest first: points, then a card, then on account.
const LEDGERS = [
  paid('points', 'loyalty_points', 10),
  paid('plastic', 'card', 20),
  paid('tab', 'on_account', 30),
];

describe('what came from a customer’s own ledger', () => {
  it('goes back there, the last first', () => {
    expect(plan(LEDGERS, d(45))).toEqual([
      'points loyalty_points 10.00',
      'plastic card 20.00',
      'tab on_account 15.00',
    ]);
  });

  it('may be asked for by name, up to what came from there', () => {
    expect(plan(LEDGERS, d(30), { tenders: [back('on_account', 30)] })).toEqual(['tab on_account 30.00']);
    expect(() => planRefund(LEDGERS, d(31), { tenders: [back('on_account', 31)] })).toThrow(
      RefundExceedsMethod,
    );
    expect(() => planRefund(LEDGERS, d(12), { tenders: [back('loyalty_points', 12)] })).toThrow(
      RefundExceedsMethod,
    );
  });

  it('is borrowed from by cash only after all money is, and points never are', () => {
    expect(plan(LEDGERS, d(25), { tenders: [back('cash', 25)] })).toEqual([
      'plastic cash 20.00',
      'tab cash 5.00',
    ]);
    expect(() => planRefund(LEDGERS, d(51), { tenders: [back('cash', 51)] })).toThrow(RefundExceedsMethod);
    expect(() => planRefund(LEDGERS, d(61), { tenders: [back('cash', 61)] })).toThrow(RefundExceedsPaid);
  });

  it('is never short by a coin', () => {
    const payments = [paid('coins', 'cash', 40), paid('points', 'loyalty_points', 1)];
    const asked = { tenders: [back('loyalty_points', 1.03)], cash_rounding: d('0.05') };
    expect(() => planRefund(payments, d(1.03), asked)).toThrow(RefundExceedsMethod);
  });
});

describe('where the smallest coin is 0.05', () => {
  const options = { cash_rounding: d('0.05') };

  it('cash goes back in coins that exist', () => {
    expect(plan([paid('coins', 'cash', 40)], d(3.33), options)).toEqual(['coins cash 3.35']);
    expect(plan([paid('coins', 'cash', 40)], d(3.32), options)).toEqual(['coins cash 3.30']);
  });

  it('a sale of 10.02 cleared with 10.00 gives 10.00 back', () => {
    expect(plan([paid('coins', 'cash', 10)], d(10.02), options)).toEqual(['coins cash 10.00']);
  });

  it('a card gets its cents back', () => {
    expect(plan([paid('plastic', 'card', 40)], d(3.33), options)).toEqual(['plastic card 3.33']);
  });

  it('the card cannot be short by a coin', () => {
    expect(() => planRefund([paid('plastic', 'card', 10)], d(10.02), options)).toThrow(RefundExceedsPaid);
  });

  it('two cents need no coin', () => {
    expect(plan([paid('coins', 'cash', 40)], d(0.02), options)).toEqual([]);
  });
});

describe('laws', () => {
  const cents = (max: number) => fc.integer({ min: 1, max }).map((value) => d(value).div(100));
  const method = fc.constantFrom<PaymentMethod>('cash', 'card', 'check');
  const payments = fc
    .array(fc.record({ payment_method: method, refundable: cents(5000) }), { minLength: 1, maxLength: 4 })
    .map((all) => all.map((each, index) => ({ ...each, id: `p${index}` })));

  it('steps sum to the refund and no payment gives more than it holds', () => {
    fc.assert(
      fc.property(
        payments,
        fc.array(fc.record({ payment_method: method, amount: cents(2000) }), { maxLength: 3 }),
        (all, tenders) => {
          const asked =
            tenders.length === 0 ? all[0]!.refundable : sum(tenders.map((tender) => tender.amount));
          const left = sum(all.map((payment) => payment.refundable));
          const run = () => planRefund(all, asked, tenders.length === 0 ? {} : { tenders });
          if (asked.gt(left)) return expect(run).toThrow(RefundExceedsPaid);
          const steps = run();
          expect(sum(steps.map((step) => step.amount)).eq(asked)).toBe(true);
          for (const payment of all) {
            const given = sum(
              steps.filter((step) => step.payment_id === payment.id).map((step) => step.amount),
            );
            expect(given.lte(payment.refundable)).toBe(true);
          }
          for (const tender of tenders) {
            const wanted = sum(
              tenders
                .filter((each) => each.payment_method === tender.payment_method)
                .map((each) => each.amount),
            );
            const given = sum(
              steps
                .filter((step) => step.payment_method === tender.payment_method)
                .map((step) => step.amount),
            );
            expect(given.eq(wanted)).toBe(true);
          }
        },
      ),
    );
  });

  it('partial refunds sum to the full one, to the last coin', () => {
    fc.assert(
      fc.property(payments, fc.array(cents(2000), { maxLength: 6 }), (all, parts) => {
        const left = all.map((payment) => ({ ...payment }));
        const whole = sum(all.map((payment) => payment.refundable));
        let given = d(0);
        for (const part of [...parts, whole]) {
          const rest = whole.minus(given);
          const wanted = Decimal.min(part, rest);
          if (wanted.isZero()) continue;
          for (const step of planRefund(left, wanted)) {
            const payment = left.find((each) => each.id === step.payment_id)!;
            payment.refundable = payment.refundable.minus(step.amount);
            given = given.plus(step.amount);
          }
        }
        return given.eq(whole) && left.every((payment) => payment.refundable.isZero());
      }),
    );
  });
});
