import type { FieldError } from '../../common/errors/domain-error.js';
import { type Decimal, ZERO, sum } from '../../common/money/decimal.js';

/** What was decided about the goods of a line; `pending` counts as accepted when the delivery is completed. */
export const QUALITY_DECISIONS = ['pending', 'accepted', 'rejected', 'partial'] as const;
export type QualityDecision = (typeof QUALITY_DECISIONS)[number];

export const QUALITY_STATUSES = ['pending', 'approved', 'rejected', 'partial'] as const;
export type QualityStatus = (typeof QUALITY_STATUSES)[number];

export const QUALITY_ISSUES = [
  'damaged',
  'expired',
  'wrong_product',
  'wrong_quantity',
  'poor_quality',
  'packaging_issues',
  'other',
] as const;
export type QualityIssue = (typeof QUALITY_ISSUES)[number];

export interface DecisionRequest {
  decision: Exclude<QualityDecision, 'pending'>;
  accepted_quantity?: Decimal;
  issue_type?: QualityIssue;
}

export interface Verdict {
  quality_decision: QualityDecision;
  accepted_quantity: Decimal;
  rejected_quantity: Decimal;
}

/** Everything that is wrong with a decision about a line, its fields under `at`. */
export function decisionFaults(request: DecisionRequest, received: Decimal, at = ''): FieldError[] {
  const { decision, accepted_quantity, issue_type } = request;
  const fault = (field: string, code: string, message: string): FieldError => ({
    field: `${at}${field}`,
    code,
    message,
  });
  const faults: FieldError[] = [];
  if (decision !== 'accepted' && issue_type === undefined) {
    faults.push(fault('issue_type', 'ISSUE_TYPE_REQUIRED', 'Say what is wrong with the goods you reject.'));
  }
  if (decision === 'partial' && accepted_quantity === undefined) {
    faults.push(fault('accepted_quantity', 'ACCEPTED_QUANTITY_REQUIRED', 'Say how much is accepted.'));
  }
  if (accepted_quantity === undefined) return faults;
  const expected = { accepted: received, rejected: ZERO, partial: undefined }[decision];
  const isWrong =
    expected === undefined
      ? accepted_quantity.lte(0) || accepted_quantity.gte(received)
      : !accepted_quantity.eq(expected);
  if (isWrong) {
    const wanted = expected?.toFixed() ?? `more than 0 and less than ${received.toFixed()}`;
    faults.push(
      fault(
        'accepted_quantity',
        'ACCEPTED_QUANTITY_MISMATCH',
        `A line that is ${decision} accepts ${wanted}.`,
      ),
    );
  }
  return faults;
}

/** What a faultless decision makes of a line. */
export function verdictOf({ decision, accepted_quantity }: DecisionRequest, received: Decimal): Verdict {
  const accepted = { accepted: received, rejected: ZERO, partial: accepted_quantity ?? ZERO }[decision];
  return {
    quality_decision: decision,
    accepted_quantity: accepted,
    rejected_quantity: received.minus(accepted),
  };
}

/** What the lines make of the whole delivery. */
export function qualityStatus(lines: readonly Verdict[]): QualityStatus {
  if (lines.some(({ quality_decision }) => quality_decision === 'pending')) return 'pending';
  if (sum(lines.map(({ rejected_quantity }) => rejected_quantity)).isZero()) return 'approved';
  return sum(lines.map(({ accepted_quantity }) => accepted_quantity)).isZero() ? 'rejected' : 'partial';
}
