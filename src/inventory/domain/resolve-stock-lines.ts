import type { ScannedProduct, SellableProduct, SellableProducts } from '../../catalog/index.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';

/** A line as somebody wrote it. `quantity` may be below zero. */
export interface StockLineInput {
  product_id?: string | null;
  code?: string | null;
  quantity: number;
  unit?: string | null;
  serial_numbers?: readonly string[] | null;
}

export interface ResolvedStockLine<Input extends StockLineInput = StockLineInput> {
  input: Input;
  product: SellableProduct;
  /** In base units, signed. */
  quantity: Decimal;
  unit_code: string;
  /** Base units in one `unit_code`. */
  unit_factor: Decimal;
}

/** How the fields are called: `list` is where the lines stand, `quantity` what counts them. */
export interface LineFields {
  list: string;
  quantity: string;
}

const ONE = new Decimal(1);
const MAX_BASE = new Decimal('99999999999.999');

type Fault = Omit<FieldError, 'field'> & { field: string };

function fault(field: string, code: string, message: string): Fault {
  return { field, code, message };
}

function matchOf(input: StockLineInput, found: SellableProducts): ScannedProduct | undefined {
  if (input.code) return found.byCode.get(input.code);
  const product = found.byId.get(input.product_id!.toLowerCase());
  return product && { product, packaging: null, quantity: null, price: null };
}

function unitOf(
  { product, packaging }: ScannedProduct,
  unit: string | null | undefined,
): { unit_code: string; unit_factor: Decimal } | undefined {
  const own = { unit_code: product.unit_code, unit_factor: ONE };
  if (!unit) {
    return packaging === null ? own : { unit_code: packaging.unit_code, unit_factor: packaging.factor };
  }
  const named = unit.toLowerCase();
  if (named === product.unit_code.toLowerCase()) return own;
  const pack = product.packagings.find(({ unit_code }) => unit_code.toLowerCase() === named);
  return pack && { unit_code: pack.unit_code, unit_factor: pack.factor };
}

function quantityFault(
  product: SellableProduct,
  quantity: Decimal,
  serials: readonly string[] | null | undefined,
  field: string,
): Fault | undefined {
  if (quantity.decimalPlaces() > product.unit_decimals) {
    const most = product.unit_decimals;
    return fault(field, 'FRACTIONAL_QUANTITY', `${product.sku} is kept with at most ${most} decimals.`);
  }
  if (quantity.abs().greaterThan(MAX_BASE))
    return fault(field, 'QUANTITY_TOO_LARGE', `${field} is more than a location can hold.`);
  if (serials && !quantity.abs().equals(serials.length))
    return fault(
      'serial_numbers',
      'SERIAL_NUMBERS_DIFFER',
      `${quantity.abs().toFixed()} pieces need as many serial numbers.`,
    );
  return undefined;
}

function resolve<Input extends StockLineInput>(
  input: Input,
  found: SellableProducts,
  fields: LineFields,
): ResolvedStockLine<Input> | Fault {
  if (!input.product_id === !input.code)
    return fault('product_id', 'PRODUCT_OR_CODE', 'Send either product_id or code.');
  const field = input.code ? 'code' : 'product_id';
  const match = matchOf(input, found);
  if (match === undefined)
    return fault(field, 'PRODUCT_NOT_FOUND', `No product ${input.code ?? input.product_id}.`);
  const { product } = match;
  if (!product.is_stocked)
    return fault(field, 'PRODUCT_NOT_STOCKED', `${product.name} (${product.sku}) is not kept in stock.`);
  const unit = unitOf(match, input.unit);
  if (unit === undefined) return fault('unit', 'UNIT_NOT_FOUND', `${product.sku} has no unit ${input.unit}.`);
  const quantity = new Decimal(input.quantity).times(unit.unit_factor);
  return (
    quantityFault(product, quantity, input.serial_numbers, fields.quantity) ?? {
      input,
      product,
      quantity,
      ...unit,
    }
  );
}

/**
 * Lines with their products, in base units: a pack becomes what it holds, and half a piece is refused. Pure. Throws
 * ValidationFailed naming every wrong line at once: PRODUCT_OR_CODE, PRODUCT_NOT_FOUND, PRODUCT_NOT_STOCKED,
 * UNIT_NOT_FOUND, FRACTIONAL_QUANTITY, QUANTITY_TOO_LARGE, SERIAL_NUMBERS_DIFFER.
 */
export function resolveStockLines<Input extends StockLineInput>(
  inputs: readonly Input[],
  found: SellableProducts,
  fields: LineFields = { list: 'lines', quantity: 'quantity' },
): ResolvedStockLine<Input>[] {
  const errors: FieldError[] = [];
  const lines: ResolvedStockLine<Input>[] = [];
  inputs.forEach((input, index) => {
    const line = resolve(input, found, fields);
    if ('product' in line) lines.push(line);
    else errors.push({ ...line, field: `${fields.list}.${index}.${line.field}` });
  });
  if (errors.length > 0) throw new ValidationFailed(errors);
  return lines;
}
