import { DomainError } from '../../common/errors/domain-error.js';

export class NotABundle extends DomainError {
  constructor(product: { id: string; name: string; kind: string }) {
    const text = `${product.name} is a ${product.kind} product; only a bundle has parts.`;
    super('conflict', 'NOT_A_BUNDLE', text, { product_id: product.id, kind: product.kind });
  }
}

/** The product is part of a bundle that is still in use, so it can neither be deleted nor retired. */
export class PartOfBundle extends DomainError {
  constructor(sku: string) {
    const text = `${sku} is part of a bundle; take it out of there first, or retire the bundle.`;
    super('conflict', 'PART_OF_BUNDLE', text, { sku });
  }
}
