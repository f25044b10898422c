import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../common/database/statement.js';
import { Decimal } from '../common/money/decimal.js';
import { CatalogQueries, type WantedProducts } from './catalog.queries.js';
import type { SellableProduct } from './sellable-product.js';

/** A pack in which a product is bought besides its own unit. */
export interface PurchasePack {
  id: string;
  unit_code: string;
  /** Units of the product in one pack. */
  factor: Decimal;
  allow_purchase: boolean;
}

/** What buying needs to know of a product. */
export interface PurchasableProduct extends Omit<SellableProduct, 'packagings' | 'parts'> {
  purchase_blocked: boolean;
  /** Of one base unit, from its unit or else its packs; null when nobody said. */
  unit_weight_kg: Decimal | null;
  packs: PurchasePack[];
}

/** A product found by id or by a code; with a pack when the code is the pack's. */
export interface FoundPurchasable {
  product: PurchasableProduct;
  pack: PurchasePack | null;
}

export interface PurchasableProducts {
  byId: Map<string, PurchasableProduct>;
  byCode: Map<string, FoundPurchasable>;
}

interface BuyingRow {
  id: string;
  purchase_blocked: boolean;
  unit_weight_kg: string | null;
  packs: (Omit<PurchasePack, 'factor'> & { factor: string })[] | null;
}

const GRAMS_IN_KG = 1000;

// `base_factor` of a unit of weight is in grams.
const BUYING = `
  SELECT p.id, p.purchase_blocked,
    CASE WHEN u.kind = 'weight' THEN u.base_factor / ${GRAMS_IN_KG} ELSE (
      SELECT k.weight_kg / k.factor FROM product_packagings k
      WHERE k.product_id = p.id AND k.is_active AND k.weight_kg > 0 ORDER BY k.factor, k.id LIMIT 1)
    END AS unit_weight_kg,
    (SELECT json_agg(json_build_object('id', k.id, 'unit_code', ku.code, 'factor', k.factor::text,
        'allow_purchase', k.allow_purchase) ORDER BY k.factor, k.id)
      FROM product_packagings k JOIN units ku ON ku.id = k.unit_id WHERE k.product_id = p.id AND k.is_active) AS packs
  FROM products p JOIN units u ON u.id = p.unit_id WHERE p.id = ANY($1::uuid[])`;

/** What other contexts may read of the catalogue in order to buy. */
@Injectable()
export class PurchaseCatalog {
  constructor(private readonly catalog: CatalogQueries) {}

  /**
   * Products by id and by code, as `CatalogQueries.sellable` finds them, with their packs for buying. Two statements,
   * without locks, however many products. Unknown ones are absent, blocked ones are there: ask `purchaseRefusal`.
   */
  async purchasable(db: Queryable, wanted: WantedProducts): Promise<PurchasableProducts> {
    const found = await this.catalog.sellable(db, wanted);
    const products = [...found.byId.values(), ...[...found.byCode.values()].map(({ product }) => product)];
    if (products.length === 0) return { byId: new Map(), byCode: new Map() };
    const rows = await query<BuyingRow>(db, BUYING, [[...new Set(products.map(({ id }) => id))]]);
    const buying = new Map(rows.map((row) => [row.id, row]));
    const asPurchasable = (product: SellableProduct): PurchasableProduct =>
      purchasableOf(product, buying.get(product.id)!);
    return {
      byId: new Map([...found.byId].map(([id, product]) => [id, asPurchasable(product)])),
      byCode: new Map(
        [...found.byCode].map(([code, hit]) => {
          const product = asPurchasable(hit.product);
          const pack = product.packs.find(({ id }) => id === hit.packaging?.id) ?? null;
          return [code, { product, pack }];
        }),
      ),
    };
  }
}

function purchasableOf(product: SellableProduct, row: BuyingRow): PurchasableProduct {
  const { packagings: _packagings, parts: _parts, ...rest } = product;
  return {
    ...rest,
    purchase_blocked: row.purchase_blocked,
    unit_weight_kg: row.unit_weight_kg === null ? null : new Decimal(row.unit_weight_kg),
    packs: (row.packs ?? []).map((pack) => ({ ...pack, factor: new Decimal(pack.factor) })),
  };
}
