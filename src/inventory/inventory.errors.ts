import { DomainError } from '../common/errors/domain-error.js';

export interface ShortProduct {
  product_id: string;
  sku: string;
  name: string;
  requested: number;
  available: number;
  /** Of what is there: promised to others. */
  reserved?: number;
  /** On quality hold or damaged. */
  held?: number;
  /** Past their best-before date. */
  expired?: number;
  /** Where one batch or another state was asked for. */
  batch_id?: string;
  state?: string;
}

const CAUSES = ['reserved', 'held', 'expired'] as const;

function causesOf(line: ShortProduct): string {
  const causes = CAUSES.filter((cause) => (line[cause] ?? 0) > 0).map((cause) => `${line[cause]} ${cause}`);
  return causes.length === 0 ? '' : ` (${causes.join(', ')})`;
}

/** Less can be taken than was asked for; nothing was written. Names every short product. */
export class InsufficientStock extends DomainError {
  constructor(readonly lines: readonly ShortProduct[]) {
    const text = lines.map(
      (line) =>
        `${line.name} (${line.sku}): ${line.requested} wanted, ${line.available} available${causesOf(line)}`,
    );
    super('conflict', 'INSUFFICIENT_STOCK', `Not enough stock of ${text.join('; ')}.`, { lines });
  }
}

export interface ExceedingReturn {
  source_line_id: string;
  requested: number;
  /** Issued (or received) and not yet reversed. */
  reversible: number;
}

/** More would come back than the line took, less what came back already. */
export class ReturnExceedsIssue extends DomainError {
  constructor(readonly lines: readonly ExceedingReturn[]) {
    const text = lines.map((line) => `line ${line.source_line_id}: ${line.requested} of ${line.reversible}`);
    super('conflict', 'RETURN_EXCEEDS_ISSUE', `More is taken back than was moved: ${text.join('; ')}.`, {
      lines,
    });
  }
}

/** A receipt cannot be undone: some of its goods were sold, reserved or written off. */
export class ReceiptAlreadyConsumed extends DomainError {
  constructor(readonly lines: readonly ExceedingReturn[]) {
    const text = lines.map(
      (line) => `line ${line.source_line_id}: ${line.reversible} of ${line.requested} left`,
    );
    super(
      'conflict',
      'RECEIPT_ALREADY_CONSUMED',
      `The goods received were used already: ${text.join('; ')}.`,
      { lines },
    );
  }
}

/** The product moves no stock: a service. */
export class ProductNotStocked extends DomainError {
  constructor(product: { id: string; name: string; sku: string }) {
    super('conflict', 'PRODUCT_NOT_STOCKED', `${product.name} (${product.sku}) is not kept in stock.`, {
      product_id: product.id,
    });
  }
}

/** The product is not to be bought: by its lifecycle, or by a block. */
export class ProductNotPurchasable extends DomainError {
  constructor(code: string, product: { id: string; name: string; sku: string }) {
    super(
      'conflict',
      code,
      `${product.name} (${product.sku}) is not to be bought; adjust its stock instead.`,
      {
        product_id: product.id,
      },
    );
  }
}
