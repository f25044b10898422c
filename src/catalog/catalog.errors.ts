import { DomainError } from '../common/errors/domain-error.js';
import { nextStatuses, type LifecycleStatus } from './domain/lifecycle.js';

/** Another row already has what must be unique. */
export class Taken extends DomainError {
  constructor(
    what:
      | 'brand_name'
      | 'category_name'
      | 'unit_code'
      | 'tax_group_code'
      | 'product_group_code'
      | 'attribute_code'
      | 'packaging_unit'
      | 'sku'
      | 'plu',
    value: string,
  ) {
    super('conflict', `${what.toUpperCase()}_TAKEN`, `The ${what.replaceAll('_', ' ')} ${value} is taken.`, {
      [what]: value,
    });
  }
}

export class BarcodeTaken extends DomainError {
  constructor(barcode: string, product_id?: string) {
    super('conflict', 'BARCODE_TAKEN', `The barcode ${barcode} belongs to another product or pack.`, {
      barcode,
      product_id,
    });
  }
}

/** The row cannot be deleted while others refer to it. */
export class InUse extends DomainError {
  constructor(
    what: 'brand' | 'category' | 'unit' | 'tax group' | 'product group' | 'attribute' | 'packaging',
    id: string,
    hint = '',
  ) {
    const code = `${what.toUpperCase().replace(' ', '_')}_IN_USE`;
    super('conflict', code, `The ${what} is in use${hint}.`, { id });
  }
}

export class SystemUnit extends DomainError {
  constructor(code: string) {
    super(
      'conflict',
      'SYSTEM_UNIT',
      `The unit ${code} is built in: it keeps its code and meaning, and stays in use.`,
    );
  }
}

export class CategoryCycle extends DomainError {
  constructor() {
    super('conflict', 'CATEGORY_CYCLE', 'A category cannot be placed under itself or its own descendants.');
  }
}

export class GroupCycle extends DomainError {
  constructor() {
    super(
      'conflict',
      'PRODUCT_GROUP_CYCLE',
      'A product group cannot be placed under itself or its own descendants.',
    );
  }
}

/** How many units a pack holds is counted in the unit the product has. */
export class HasPackagings extends DomainError {
  constructor(doing: string) {
    super('conflict', 'HAS_PACKAGINGS', `The product is sold in packs; ${doing}.`);
  }
}

export class TransitionForbidden extends DomainError {
  constructor(from: LifecycleStatus, to: LifecycleStatus) {
    const allowed = nextStatuses(from);
    const hint = allowed.length === 0 ? 'nothing follows it' : `it may become ${allowed.join(' or ')}`;
    super('conflict', 'TRANSITION_FORBIDDEN', `A product that is ${from} cannot become ${to}: ${hint}.`, {
      from,
      to,
      allowed,
    });
  }
}

export class HasStock extends DomainError {
  constructor(on_hand: number, doing: string) {
    super('conflict', 'HAS_STOCK', `The product still has ${on_hand} in stock; ${doing}.`, { on_hand });
  }
}

/** Units in stock have numbers or have none; which of the two changes with nothing in stock only. */
export class SerialTrackingNeedsEmptyStock extends DomainError {
  constructor(sku: string) {
    super(
      'conflict',
      'SERIAL_TRACKING_NEEDS_EMPTY_STOCK',
      `${sku} is in stock; its serial numbers can be tracked, or not be, from when none is left.`,
      { sku },
    );
  }
}

export class CodeNotFound extends DomainError {
  constructor(code: string) {
    super('not_found', 'CODE_NOT_FOUND', `No product answers to the code ${code}.`, { scanned: code });
  }
}
