import { MemberResponse } from '../../members/dto/member.response.js';

/** Points that are lost after a day. */
export class ExpiringPoints {
  /**
   * Their last day.
   * @example 2026-12-31
   */
  expires_on: string;
  /** @example 40 */
  points: number;
}

/** A customer's part in one program. */
export class CustomerMembership extends MemberResponse {
  /** What is lost within the next 60 days, the soonest first. */
  expiring: ExpiringPoints[];
}

/** What a customer has and is in all programs. */
export class CustomerLoyaltyResponse {
  customer_id: string;
  /**
   * In all programs together.
   * @example 340
   */
  points: number;
  memberships: CustomerMembership[];
}
