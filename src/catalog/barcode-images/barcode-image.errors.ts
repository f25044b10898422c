import { DomainError } from '../../common/errors/domain-error.js';

/** The product has no barcode, and its SKU holds letters that no barcode can. */
export class NotPrintable extends DomainError {
  constructor(sku: string) {
    super(
      'conflict',
      'NOT_PRINTABLE',
      `The SKU ${sku} cannot be printed as a barcode; add one to the product.`,
      {
        sku,
      },
    );
  }
}
