import type { SellableProduct } from '../../catalog/index.js';
import type { EarningLine } from '../../loyalty/index.js';
import type { SaleItem } from '../entities/sale-item.entity.js';

type Classified = Pick<SellableProduct, 'category_path' | 'brand_id'>;

/** Lines as points are earned on them. A product that is gone from the catalogue has no category any more. */
export function earningLines(
  items: readonly Pick<SaleItem, 'id' | 'product_id' | 'total_amount'>[],
  products: ReadonlyMap<string, Classified>,
): EarningLine[] {
  return items.map(({ id, product_id, total_amount }) => {
    const product = products.get(product_id);
    return {
      sale_item_id: id,
      product_id,
      category_path: product?.category_path ?? [],
      brand_id: product?.brand_id ?? null,
      amount: total_amount,
    };
  });
}
