import { DomainError } from '../common/errors/domain-error.js';

export class DiscountCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'DISCOUNT_CODE_TAKEN', `There is already a discount ${code}.`, { discount_code: code });
  }
}
