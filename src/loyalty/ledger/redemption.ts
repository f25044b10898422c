import { LoyaltyRefused } from '../loyalty.errors.js';
import type { RedeemedPoints } from './points-requests.js';

/** The answer of `loyalty_redeem`; bigint comes as text. */
export interface RedemptionRow {
  outcome: 'redeemed' | 'not_a_member' | 'not_redeemable' | 'below_minimum' | 'insufficient';
  points: string | null;
  balance: string | null;
  minimum: string | null;
}

/** Throws the refusal that the row tells of, if any. */
export function redeemedPoints({ outcome, ...row }: RedemptionRow, customer_id: string): RedeemedPoints {
  const points = Number(row.points);
  const balance = Number(row.balance);
  switch (outcome) {
    case 'redeemed':
      return { points, balance };
    case 'not_a_member':
      throw LoyaltyRefused.notAMember(customer_id);
    case 'not_redeemable':
      throw LoyaltyRefused.notRedeemable();
    case 'below_minimum':
      throw LoyaltyRefused.belowMinimum(Number(row.minimum), points);
    case 'insufficient':
      throw LoyaltyRefused.insufficient(balance, points);
  }
}
