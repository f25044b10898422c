import { DomainError } from '../common/errors/domain-error.js';

export class LocationCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'LOCATION_CODE_TAKEN', `There is already a location ${code}.`, { location_code: code });
  }
}

export class LocationInUse extends DomainError {
  constructor() {
    super(
      'conflict',
      'LOCATION_IN_USE',
      'Stock, sales or other records refer to this location; deactivate it instead.',
    );
  }
}

/** Something is always sold and stored at the default location. */
export class DefaultLocationRequired extends DomainError {
  constructor() {
    super(
      'conflict',
      'DEFAULT_LOCATION_REQUIRED',
      'This is the default location; make another one the default first.',
    );
  }
}

/** Amounts that were recorded in one currency cannot become amounts of another. */
export class LocationCurrencyFixed extends DomainError {
  constructor() {
    super('conflict', 'LOCATION_CURRENCY_FIXED', 'Records in the present currency refer to this location.');
  }
}

export class RegisterCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'REGISTER_CODE_TAKEN', `This location already has a register ${code}.`, {
      register_code: code,
    });
  }
}

export class RegisterInUse extends DomainError {
  constructor() {
    super(
      'conflict',
      'REGISTER_IN_USE',
      'Sales, receipts or other records refer to this register; deactivate it instead.',
    );
  }
}

export class DefaultRegisterRequired extends DomainError {
  constructor() {
    super(
      'conflict',
      'DEFAULT_REGISTER_REQUIRED',
      'This is the default register of its location; make another one the default first.',
    );
  }
}
