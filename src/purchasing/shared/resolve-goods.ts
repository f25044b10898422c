import {
  purchaseRefusal,
  type FoundPurchasable,
  type PurchasableProduct,
  type PurchasableProducts,
  type PurchasePack,
} from '../../catalog/index.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import type { GoodsLine } from './goods-line.js';

/** Goods as a client asks for them. */
export interface WantedGoods {
  product_id?: string | null;
  code?: string | null;
  unit?: string | null;
  quantity: Decimal;
  notes?: string | null;
}

export interface ResolvedGoods {
  product: PurchasableProduct;
  pack: PurchasePack | null;
  unit_factor: Decimal;
  unit_code: string;
}

const ONE = new Decimal(1);

/** What to ask the catalogue for. */
export function wantedProducts(lines: readonly WantedGoods[]): { product_ids: string[]; codes: string[] } {
  return {
    product_ids: lines.flatMap(({ product_id }) => (product_id ? [product_id.toLowerCase()] : [])),
    codes: lines.flatMap(({ product_id, code }) => (product_id || !code ? [] : [code])),
  };
}

type Fault = (field: string, code: string, message: string) => void;

function find(line: WantedGoods, found: PurchasableProducts, fault: Fault): FoundPurchasable | undefined {
  const { product_id, code } = line;
  if (!product_id === !code) {
    fault('product_id', 'PRODUCT_OR_CODE', 'Send either product_id or code.');
    return undefined;
  }
  const product = product_id ? found.byId.get(product_id.toLowerCase()) : undefined;
  const hit = product === undefined ? found.byCode.get(code ?? '') : { product, pack: null };
  if (hit === undefined) {
    fault(product_id ? 'product_id' : 'code', 'PRODUCT_NOT_FOUND', 'There is no such product.');
  }
  return hit;
}

function packOf(line: WantedGoods, { product, pack }: FoundPurchasable, fault: Fault): PurchasePack | null {
  if (!line.unit) return pack;
  const unit = line.unit.toLowerCase();
  if (unit === product.unit_code.toLowerCase()) return null;
  const named = product.packs.find(({ unit_code }) => unit_code.toLowerCase() === unit);
  if (named === undefined) fault('unit', 'UNIT_NOT_FOUND', `${product.sku} has no unit ${line.unit}.`);
  else if (!named.allow_purchase) {
    fault('unit', 'UNIT_NOT_BOUGHT', `${product.sku} is not bought by the ${named.unit_code}.`);
  }
  return named ?? null;
}

function checkBuyable(product: PurchasableProduct, field: string, fault: Fault): void {
  const refusal = purchaseRefusal(product);
  if (refusal !== undefined) fault(field, refusal, `${product.name} (${product.sku}) is not to be bought.`);
  else if (!product.is_stocked) {
    fault(field, 'PRODUCT_NOT_STOCKED', `${product.name} (${product.sku}) is not kept in stock.`);
  }
}

/** Which product and pack each line means, and everything that is wrong with any of them. */
export function resolveGoods(
  lines: readonly WantedGoods[],
  found: PurchasableProducts,
  { path, is_bought = true }: { path: string; is_bought?: boolean },
): { goods: ResolvedGoods[]; faults: FieldError[] } {
  const faults: FieldError[] = [];
  const goods = lines.flatMap((line, index) => {
    const fault: Fault = (field, code, message) =>
      void faults.push({ field: `${path}.${index}.${field}`, code, message });
    const hit = find(line, found, fault);
    if (hit === undefined) return [];
    const { product } = hit;
    const pack = packOf(line, hit, fault);
    if (is_bought) checkBuyable(product, line.product_id ? 'product_id' : 'code', fault);
    const unit_factor = pack?.factor ?? ONE;
    if (line.quantity.times(unit_factor).decimalPlaces() > product.unit_decimals) {
      fault('quantity', 'FRACTIONAL_QUANTITY', `${product.name} is counted in whole units.`);
    }
    return [{ product, pack, unit_factor, unit_code: pack?.unit_code ?? product.unit_code }];
  });
  return { goods, faults };
}

type GoodsColumns = Pick<
  GoodsLine,
  'sku' | 'name' | 'unit_code' | 'unit_factor' | 'notes' | 'line_number'
> & {
  product_id: string;
  packaging_id: string | null;
};

/** What a line keeps of its product. */
export function goodsColumns(goods: ResolvedGoods, line: WantedGoods, line_number: number): GoodsColumns {
  const { product, pack, unit_code, unit_factor } = goods;
  return {
    line_number,
    product_id: product.id,
    sku: product.sku,
    name: product.name,
    packaging_id: pack?.id ?? null,
    unit_code,
    unit_factor,
    notes: line.notes ?? null,
  };
}
