import { DomainError } from '../common/errors/domain-error.js';

export class CustomerCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'CUSTOMER_CODE_TAKEN', `There is already a customer ${code}.`, { customer_code: code });
  }
}

export class SupplierCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'SUPPLIER_CODE_TAKEN', `There is already a supplier ${code}.`, { supplier_code: code });
  }
}
