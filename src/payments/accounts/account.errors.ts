import { DomainError } from '../../common/errors/domain-error.js';
import { Decimal, ZERO } from '../../common/money/decimal.js';

/** The customer pays at once: nothing goes on their account. */
export class CreditBlocked extends DomainError {
  constructor(customer_id: string) {
    super('conflict', 'CREDIT_BLOCKED', 'This customer buys nothing on account.', { customer_id });
  }
}

/** The charge would bring what is owed above the customer's limit. */
export class CreditLimitExceeded extends DomainError {
  constructor(facts: { customer_id: string; limit: Decimal; balance: Decimal; requested: Decimal }) {
    const { customer_id, limit, balance, requested } = facts;
    const available = Decimal.max(limit.minus(balance), ZERO);
    const message = `Asked on account: ${requested.toFixed()}; of the limit ${available.toFixed()} is left.`;
    super('conflict', 'CREDIT_LIMIT_EXCEEDED', message, {
      customer_id,
      limit: limit.toNumber(),
      balance: balance.toNumber(),
      requested: requested.toNumber(),
      available: available.toNumber(),
    });
  }
}

/** An account is kept in one currency: that of its first entry. */
export class AccountCurrencyMismatch extends DomainError {
  constructor(customer_id: string, account_currency: string, currency: string) {
    const message = `The customer's account is kept in ${account_currency}; ${currency} cannot be put on it.`;
    super('conflict', 'ACCOUNT_CURRENCY_MISMATCH', message, { customer_id, account_currency, currency });
  }
}

/** What was bought on account goes back as money only when nothing is owed any more. */
export class RefundExceedsCredit extends DomainError {
  constructor(customer_id: string, requested: Decimal, payable: Decimal) {
    const message = `Bought on account and not yet paid: ${payable.toFixed()} can be paid out, ${requested.toFixed()} was asked.`;
    super('conflict', 'REFUND_EXCEEDS_CREDIT', message, {
      customer_id,
      requested: requested.toNumber(),
      payable: payable.toNumber(),
    });
  }
}

/** A customer who owes or is owed money cannot be forgotten. */
export class AccountNotSettled extends DomainError {
  constructor(customer_id: string, balance: Decimal, currency: string) {
    const message = `The customer's account is not settled: ${balance.toFixed()} ${currency}.`;
    super('conflict', 'ACCOUNT_NOT_SETTLED', message, { customer_id, balance: balance.toNumber(), currency });
  }
}
