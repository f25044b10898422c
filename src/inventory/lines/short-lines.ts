import { InsufficientStock } from '../inventory.errors.js';

interface NumberedLine {
  product_id: string;
  line_number: number;
}

/** The ledger names what is short by product; a document also says on which of its lines those stand. */
export function refuseByLine(lines: readonly NumberedLine[]): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof InsufficientStock)) throw error;
    throw new InsufficientStock(
      error.lines.map((short) => ({
        ...short,
        line_numbers: lines
          .filter(({ product_id }) => product_id === short.product_id)
          .map(({ line_number }) => line_number),
      })),
    );
  };
}
