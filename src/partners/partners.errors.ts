import { DomainError, InvalidField } from '../common/errors/domain-error.js';

export class CustomerCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'CUSTOMER_CODE_TAKEN', `There is already a customer ${code}.`, { customer_code: code });
  }
}

export class UnknownPriceGroup extends InvalidField {
  constructor() {
    super('price_group_id', 'PRICE_GROUP_NOT_FOUND', 'There is no such price group.');
  }
}

export class SupplierCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'SUPPLIER_CODE_TAKEN', `There is already a supplier ${code}.`, { supplier_code: code });
  }
}

/** The row is only a signpost to the customer who took over. */
export class CustomerMerged extends DomainError {
  constructor(id: string, merged_into_id: string) {
    const message = `Customer ${id} was merged into ${merged_into_id}.`;
    super('conflict', 'CUSTOMER_MERGED', message, { id, merged_into_id });
  }
}

export class CustomerAnonymised extends DomainError {
  constructor(id: string) {
    super('conflict', 'CUSTOMER_ANONYMISED', `Customer ${id} was anonymised and stays so.`, { id });
  }
}

export class SiteNameTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'SITE_NAME_TAKEN', `This customer already has a site ${name}.`, { name });
  }
}

export class DivisionNameTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'DIVISION_NAME_TAKEN', `This supplier already has a division ${name}.`, { name });
  }
}

export class DivisionCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'DIVISION_CODE_TAKEN', `This supplier already has a division of code ${code}.`, {
      division_code: code,
    });
  }
}

export class SupplierProductTaken extends DomainError {
  constructor(product_id: string) {
    super('conflict', 'SUPPLIER_PRODUCT_TAKEN', 'This supplier already offers this product.', { product_id });
  }
}

/** Two calls made different suppliers the preferred one at the same moment. */
export class PreferredSupplierChanged extends DomainError {
  constructor() {
    super('conflict', 'PREFERRED_SUPPLIER_CHANGED', 'The preferred supplier changed meanwhile; try again.');
  }
}
