import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { roundToIncrement } from '../../common/money/rounding.js';
import { checkTenders, fieldsUnder, type FieldName } from './check-tenders.js';
import type { SettledTender, Settlement, SettlementRules, Tender } from './tender.js';
import { TenderRefused } from './tender.errors.js';

interface Numbered {
  tender: Tender;
  index: number;
}

function settled(tender: Tender, amount: Decimal, tendered: Decimal): SettledTender {
  return {
    payment_method: tender.payment_method,
    amount,
    tendered,
    change_amount: tendered.minus(amount),
    reference_number: tender.reference_number ?? null,
    transaction_id: tender.transaction_id ?? null,
    status: tender.status ?? 'completed',
  };
}

const isCompleted = (tender: Tender): boolean => (tender.status ?? 'completed') === 'completed';

/** Cash in hand, which settles last and alone gives change; cash still pending is a promise like any other. */
const isCashInHand = ({ tender }: Numbered): boolean =>
  tender.payment_method === 'cash' && isCompleted(tender);

export function overpayment(field: string, due: Decimal): FieldError {
  const left = Decimal.max(due, ZERO);
  const message = left.isZero()
    ? 'Nothing is due any more.'
    : `Only ${left.toFixed()} is due, and only cash gives change.`;
  return { field, code: 'OVERPAYMENT', message };
}

/** Takes each tender for exactly its amount; those that exceed what the earlier ones left are errors. */
function settleExact(
  due: Decimal,
  numbered: readonly Numbered[],
  field: FieldName,
): { lines: SettledTender[]; errors: FieldError[] } {
  const errors: FieldError[] = [];
  let left = due;
  for (const { tender, index } of numbered) {
    if (tender.status === 'failed') continue;
    if (tender.amount.gt(left)) errors.push(overpayment(field(index, 'amount'), left));
    left = left.minus(tender.amount);
  }
  return { lines: numbered.map(({ tender }) => settled(tender, tender.amount, tender.amount)), errors };
}

interface CashPart {
  line: SettledTender;
  remaining: Decimal;
  rounding: Decimal;
}

function settleCash(tender: Tender, remaining: Decimal, cash_rounding: Decimal | null | undefined): CashPart {
  const due = cash_rounding ? roundToIncrement(remaining, cash_rounding, 'half_up') : remaining;
  // An amount that names the exact due means the coins that pay it.
  const inCoins = (value: Decimal): Decimal => (value.eq(remaining) ? due : value);
  const clears = tender.amount.gte(Decimal.min(due, remaining));
  const amount = clears ? due : tender.amount;
  const handed = Decimal.max(inCoins(tender.tendered ?? tender.amount), amount);
  return {
    line: settled(tender, amount, handed),
    remaining: clears ? ZERO : remaining.minus(amount),
    rounding: clears ? due.minus(remaining) : ZERO,
  };
}

/**
 * Applies tenders to `due`: everything but cash first, in the order given, then cash, which alone may exceed what is
 * due and gives change. Pending and failed tenders are kept as they are and pay nothing; pending ones too must fit
 * into what is due. Where cash is rounded, cash that clears the sale clears it at the rounded amount; a rest that
 * rounds to nothing needs no cash, and such a tender is handed back whole and left out.
 * Pure. Throws TenderRefused (422) naming every tender that cannot be taken and why.
 */
export function settleTenders(due: Decimal, tenders: readonly Tender[], rules: SettlementRules): Settlement {
  const field = fieldsUnder(rules.path ?? 'payments');
  const wrong = checkTenders(tenders, rules, field);
  if (wrong.length > 0) throw new TenderRefused(wrong);

  const numbered = tenders.map((tender, index) => ({ tender, index }));
  const { lines, errors } = settleExact(
    due,
    numbered.filter((each) => !isCashInHand(each)),
    field,
  );
  let remaining = due.minus(
    sum(lines.filter((line) => line.status === 'completed').map((line) => line.amount)),
  );
  let rounding = ZERO;
  for (const { tender, index } of numbered.filter(isCashInHand)) {
    if (remaining.lte(0)) {
      errors.push(overpayment(field(index, 'amount'), remaining));
      continue;
    }
    const cash = settleCash(tender, remaining, rules.cash_rounding);
    if (!cash.line.amount.isZero()) lines.push(cash.line);
    ({ remaining, rounding } = cash);
  }
  if (errors.length > 0) throw new TenderRefused(errors);

  const paid = sum(lines.filter((line) => line.status === 'completed').map((line) => line.amount));
  return { tenders: lines, paid, change: sum(lines.map((line) => line.change_amount)), remaining, rounding };
}
