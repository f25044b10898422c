import { DomainError, type FieldError } from '../../common/errors/domain-error.js';
import { LotRefused, type GoodsNames, type NamedGoods, type StockSelection } from '../../inventory/index.js';
import type { SellableProduct } from '../../catalog/index.js';
import type { CartLine } from './cart.js';

/** What a line says of the goods it takes, in the ledger's words. */
export type GoodsPick = StockSelection & { reservation_id?: string };

/** By the id of the line, then by the product that is taken. */
export type Picks = ReadonlyMap<string, ReadonlyMap<string, GoodsPick>>;

/** True for a line that leaves the choice of goods to the location. */
export function namesNothing({ batch_number, serial_numbers, reservation_id }: CartLine): boolean {
  return !batch_number && !serial_numbers && !reservation_id;
}

/** What a line names, of the products that it takes from the shelf. */
export function goodsNames(line: CartLine, product: SellableProduct): GoodsNames {
  const parts = product.parts.filter(({ is_stocked }) => is_stocked).map(({ product_id }) => product_id);
  const { batch_number, expiry_date, serial_numbers, reservation_id } = line;
  return {
    product_ids: product.is_stocked ? [product.id] : parts,
    ...{ batch_number, expiry_date, serial_numbers, reservation_id },
  };
}

/** Why what a line names cannot be meant, by its fields. */
export function wrongNames(line: CartLine, found: readonly NamedGoods[], path: string): FieldError[] {
  const of = (kind: NamedGoods['kind']): NamedGoods[] => found.filter((goods) => goods.kind === kind);
  const wrong = (field: string, code: string, message: string): FieldError => ({
    field: `${path}.${field}`,
    code,
    message,
  });
  const errors: FieldError[] = [];
  const batches = of('batch').length;
  if (line.batch_number && batches === 0)
    errors.push(wrong('batch_number', 'BATCH_NOT_FOUND', `The product has no batch ${line.batch_number}.`));
  if (line.batch_number && batches > 1) {
    const message = `Several batches are called ${line.batch_number}; say when it expires.`;
    errors.push(wrong('batch_number', 'BATCH_AMBIGUOUS', message));
  }
  const known = new Set(of('serial_number').map(({ serial_number }) => serial_number));
  const unknown = (line.serial_numbers ?? []).filter((serial) => !known.has(serial));
  if (unknown.length > 0) {
    const message = `The product has no unit ${unknown.join(', ')}.`;
    errors.push(wrong('serial_numbers', 'SERIAL_NUMBER_NOT_FOUND', message));
  }
  if (line.reservation_id && of('reservation').length === 0) {
    const message = `No reservation ${line.reservation_id} of this product.`;
    errors.push(wrong('reservation_id', 'RESERVATION_NOT_FOUND', message));
  }
  return errors;
}

/** The goods that were found for a line, by their product. */
export function picksOf(found: readonly NamedGoods[]): ReadonlyMap<string, GoodsPick> {
  const picks = new Map<string, GoodsPick>();
  for (const { kind, product_id, id, serial_number } of found) {
    const before = picks.get(product_id) ?? {};
    if (kind === 'batch') picks.set(product_id, { ...before, batch_id: id });
    else if (kind === 'reservation') picks.set(product_id, { ...before, reservation_id: id });
    else
      picks.set(product_id, {
        ...before,
        serial_numbers: [...(before.serial_numbers ?? []), serial_number!],
      });
  }
  return picks;
}

/** Which field of a line each refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  SERIAL_NUMBERS_REQUIRED: 'serial_numbers',
  SERIAL_NUMBER_TAKEN: 'serial_numbers',
  SERIAL_NUMBER_NOT_HERE: 'serial_numbers',
  EXPIRY_DATE_REQUIRED: 'expiry_date',
  BATCH_EXPIRED: 'batch_number',
  BATCH_UNKNOWN: 'batch_number',
  RESERVATION_ENDED: 'reservation_id',
};

/** What the ledger refuses of lines, addressed by the fields of the request. */
export class GoodsRefused extends DomainError {
  constructor(refused: LotRefused, pathOf: (lineId: string) => string) {
    const { code, kind, message, details } = refused;
    const fields = new Set(refused.lines.map(({ line_id }) => `${pathOf(line_id)}${FIELDS[code] ?? ''}`));
    const errors = [...fields].map((field) => ({ field, code, message }));
    super(kind, code, message, details, errors);
  }
}

/** Moves stock; a refusal that names lines is told in the fields of the request instead. */
export async function inFieldsOf<T>(pathOf: (lineId: string) => string, move: () => Promise<T>): Promise<T> {
  try {
    return await move();
  } catch (error) {
    throw error instanceof LotRefused ? new GoodsRefused(error, pathOf) : error;
  }
}
