import { DomainError } from '../common/errors/domain-error.js';

/** Points cannot pay: nobody's, too few, or fewer than may be redeemed at once. */
export class LoyaltyRefused extends DomainError {
  static notAMember(customer_id: string): LoyaltyRefused {
    const message = 'The customer takes part in no active loyalty program.';
    return new LoyaltyRefused('conflict', 'NOT_A_MEMBER', message, { customer_id });
  }

  static insufficient(balance: number, needed: number): LoyaltyRefused {
    const message = `${needed} points are needed, ${balance} are there.`;
    return new LoyaltyRefused('conflict', 'INSUFFICIENT_POINTS', message, { balance, needed });
  }

  static belowMinimum(minimum: number, needed: number): LoyaltyRefused {
    const message = `At least ${minimum} points are redeemed at once; these would be ${needed}.`;
    return new LoyaltyRefused('invalid', 'BELOW_MINIMUM_REDEMPTION', message, { minimum, needed });
  }

  static notRedeemable(): LoyaltyRefused {
    const message = 'The points of this program pay for nothing.';
    return new LoyaltyRefused('conflict', 'POINTS_NOT_REDEEMABLE', message);
  }
}

/** More money would go back as points than was paid with points. */
export class PointsRefundExceedsRedeemed extends DomainError {
  constructor(requested: number, redeemed: number) {
    super(
      'conflict',
      'POINTS_REFUND_EXCEEDS_REDEEMED',
      `${requested} would go back as points; of what was paid with points ${redeemed} is left.`,
      { requested, redeemed },
    );
  }
}

export class ProgramNameTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'LOYALTY_PROGRAM_NAME_TAKEN', `There is already a loyalty program ${name}.`, { name });
  }
}

/** It has members, or is the one that customers join who are given points. */
export class ProgramInUse extends DomainError {
  constructor(id: string) {
    super('conflict', 'LOYALTY_PROGRAM_IN_USE', 'The program has members; deactivate it instead.', { id });
  }
}

export class DefaultProgramKept extends DomainError {
  constructor(id: string) {
    const message = 'Customers who are given points join this program; deactivate it instead.';
    super('conflict', 'DEFAULT_LOYALTY_PROGRAM', message, { id });
  }
}

export class ProgramInactive extends DomainError {
  constructor(id: string) {
    super('conflict', 'LOYALTY_PROGRAM_INACTIVE', 'The program is not active.', { id });
  }
}

export class EarnRuleTaken extends DomainError {
  constructor(field: string) {
    super('conflict', 'EARN_RULE_TAKEN', `The program has a rule for this ${field.replace('_id', '')}.`, {
      field,
    });
  }
}

export class AlreadyMember extends DomainError {
  constructor(program_id: string, customer_id: string) {
    const message = 'The customer is a member of this program.';
    super('conflict', 'ALREADY_A_MEMBER', message, { program_id, customer_id });
  }
}

export class CardNumberTaken extends DomainError {
  constructor(card_number: string) {
    super('conflict', 'CARD_NUMBER_TAKEN', `Another member has the card ${card_number}.`, { card_number });
  }
}

export class MemberHasLeft extends DomainError {
  constructor(id: string) {
    super('conflict', 'MEMBER_HAS_LEFT', 'The member has left the program.', { id });
  }
}
