import {
  saleRefusal,
  type ScannedProduct,
  type SellablePackaging,
  type SellableProduct,
  type SellableProducts,
} from '../../catalog/index.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import type { CartItemRequest, ResolvedLine } from './resolved-line.js';

const ONE = new Decimal(1);

export interface ResolveOptions {
  /** Goods come back: what is no longer sold is accepted. */
  is_return?: boolean;
  /** For a look: what cannot be sold now is reported on its line instead of thrown. */
  report_refusals?: boolean;
}

/** A wrong field of one line, before its number is known. */
class LineRefused extends Error {
  constructor(
    readonly field: string,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

function matchOf(item: CartItemRequest, found: SellableProducts): ScannedProduct | undefined {
  if (item.code !== undefined) return found.byCode.get(item.code);
  const product = found.byId.get(item.product_id!.toLowerCase());
  return product && { product, quantity: null, price: null, packaging: null };
}

function packagingNamed(
  item: CartItemRequest,
  { product, packaging }: ScannedProduct,
  isReturn: boolean,
): SellablePackaging | null {
  const { unit, packaging_id } = item;
  if (unit === undefined && packaging_id === undefined) return packaging;
  const named = unit?.toLowerCase();
  if (packaging_id === undefined && named === product.unit_code.toLowerCase()) return null;
  const found = product.packagings.find((each) =>
    packaging_id === undefined ? each.unit_code.toLowerCase() === named : each.id === packaging_id,
  );
  if (found === undefined)
    throw new LineRefused('unit', 'UNIT_NOT_FOUND', `${product.sku} has no unit ${unit ?? packaging_id}.`);
  if (!found.allow_sale && !isReturn && packaging_id === undefined)
    throw new LineRefused('unit', 'UNIT_NOT_SOLD', `${product.sku} is not sold by the ${found.unit_code}.`);
  return found;
}

function refuseFractions(
  product: SellableProduct,
  quantity: Decimal,
  packaging: SellablePackaging | null,
): void {
  // Half a bundle would be half of each of its parts.
  const decimals = product.kind === 'bundle' ? 0 : product.unit_decimals;
  if (quantity.times(packaging?.factor ?? ONE).decimalPlaces() <= decimals) return;
  const message = `${product.sku} is sold with at most ${decimals} decimals of ${product.unit_code}.`;
  throw new LineRefused('quantity', 'FRACTIONAL_PIECES', message);
}

function lineOf(item: CartItemRequest, found: SellableProducts, options: ResolveOptions): ResolvedLine {
  if ((item.product_id === undefined) === (item.code === undefined))
    throw new LineRefused('product_id', 'PRODUCT_OR_CODE', 'Send either product_id or code.');
  const field = item.code === undefined ? 'product_id' : 'code';
  const match = matchOf(item, found);
  if (match === undefined)
    throw new LineRefused(field, 'PRODUCT_NOT_FOUND', `No product ${item.code ?? item.product_id}.`);

  const { product } = match;
  const isReturn = options.is_return === true;
  const refusal = isReturn ? templateOnly(saleRefusal(product)) : saleRefusal(product);
  if (refusal !== undefined && options.report_refusals !== true)
    throw new LineRefused(field, refusal, `${product.sku} ${product.name} cannot be sold now.`);

  const packaging = packagingNamed(item, match, isReturn);
  const quantity = item.quantity ?? match.quantity ?? ONE;
  refuseFractions(product, quantity, packaging);
  return {
    line_id: item.line_id,
    product,
    packaging,
    quantity,
    code_price: item.code_price ?? match.price,
    override_unit_price: item.unit_price,
    override_discount: item.discount_amount,
    sale_refusal: refusal,
    note: item.note ?? null,
  };
}

/** A template is nothing that could come back; its variants are. */
function templateOnly(refusal: string | undefined): string | undefined {
  return refusal === 'NOT_SELLABLE' ? refusal : undefined;
}

/**
 * The lines of a cart with their products and packs. Pure. Throws ValidationFailed naming every wrong line at once
 * (`items.N.…`): PRODUCT_OR_CODE, PRODUCT_NOT_FOUND, NOT_SELLABLE, SALES_BLOCKED, LIFECYCLE_RESTRICTED,
 * UNIT_NOT_FOUND, UNIT_NOT_SOLD, FRACTIONAL_PIECES.
 */
export function resolveCart(
  items: readonly CartItemRequest[],
  found: SellableProducts,
  options: ResolveOptions = {},
): ResolvedLine[] {
  const errors: FieldError[] = [];
  const lines = items.flatMap((item, index) => {
    try {
      return [lineOf(item, found, options)];
    } catch (error) {
      if (!(error instanceof LineRefused)) throw error;
      errors.push({ field: `items.${index}.${error.field}`, code: error.code, message: error.message });
      return [];
    }
  });
  if (errors.length > 0) throw new ValidationFailed(errors);
  return lines;
}

/** What to ask `CatalogQueries.sellable` for. */
export function wantedProducts(items: readonly CartItemRequest[]): {
  product_ids: string[];
  codes: string[];
} {
  return {
    product_ids: items.flatMap(({ product_id }) => product_id?.toLowerCase() ?? []),
    codes: items.flatMap(({ product_id, code }) => (product_id === undefined ? (code ?? []) : [])),
  };
}
