import { Decimal } from '../../common/money/decimal.js';
import { decisionFaults, qualityStatus, verdictOf, type DecisionRequest } from './quality.js';

const TEN = new Decimal(10);

function faults(request: Omit<DecisionRequest, 'accepted_quantity'> & { accepts?: number }): string[] {
  const { accepts, ...rest } = request;
  const accepted_quantity = accepts === undefined ? undefined : new Decimal(accepts);
  return decisionFaults({ ...rest, accepted_quantity }, TEN).map(({ field, code }) => `${field} ${code}`);
}

it.each([
  ['accepting', { decision: 'accepted' as const }],
  ['accepting all, in so many words', { decision: 'accepted' as const, accepts: 10 }],
  ['rejecting with a reason', { decision: 'rejected' as const, issue_type: 'damaged' as const }],
  ['accepting a part', { decision: 'partial' as const, accepts: 7, issue_type: 'expired' as const }],
])('allows %s', (_, request) => expect(faults(request)).toEqual([]));

it('names everything that is missing or does not add up', () => {
  const [issue, missing, mismatch] = [
    'issue_type ISSUE_TYPE_REQUIRED',
    'accepted_quantity ACCEPTED_QUANTITY_REQUIRED',
    'accepted_quantity ACCEPTED_QUANTITY_MISMATCH',
  ];
  expect(faults({ decision: 'rejected' })).toEqual([issue]);
  expect(faults({ decision: 'partial' })).toEqual([issue, missing]);
  expect(faults({ decision: 'accepted', accepts: 9 })).toEqual([mismatch]);
  expect(faults({ decision: 'rejected', accepts: 1, issue_type: 'other' })).toEqual([mismatch]);
  for (const accepts of [0, 10, 11]) {
    expect(faults({ decision: 'partial', accepts, issue_type: 'other' })).toEqual([mismatch]);
  }
});

it('splits a line into what stays and what goes back', () => {
  const partial = verdictOf({ decision: 'partial', accepted_quantity: new Decimal(7) }, TEN);
  expect([partial.accepted_quantity.toFixed(), partial.rejected_quantity.toFixed()]).toEqual(['7', '3']);
  expect(verdictOf({ decision: 'rejected' }, TEN).rejected_quantity.toFixed()).toBe('10');
  expect(verdictOf({ decision: 'accepted' }, TEN).accepted_quantity.toFixed()).toBe('10');
});

it('tells the quality of a delivery from its lines', () => {
  const accepted = verdictOf({ decision: 'accepted' }, TEN);
  const rejected = verdictOf({ decision: 'rejected' }, TEN);
  const partial = verdictOf({ decision: 'partial', accepted_quantity: new Decimal(1) }, TEN);
  expect(qualityStatus([accepted, accepted])).toBe('approved');
  expect(qualityStatus([rejected, rejected])).toBe('rejected');
  expect(qualityStatus([accepted, rejected])).toBe('partial');
  expect(qualityStatus([partial])).toBe('partial');
  expect(qualityStatus([accepted, { ...accepted, quality_decision: 'pending' }])).toBe('pending');
});
