export { CatalogModule } from './catalog.module.js';
export { CatalogQueries, type SellableProducts, type WantedProducts } from './catalog.queries.js';
export { purchaseRefusal, saleRefusal, type LifecycleStatus } from './domain/lifecycle.js';
export type { ProductKind } from './domain/product-kind.js';
export type { TaxComponent } from './domain/tax-components.js';
export { COST_PRICE_CHANGED, type CostPriceChanged } from './products/cost-price-changed.event.js';
export {
  PurchaseCatalog,
  type FoundPurchasable,
  type PurchasableProduct,
  type PurchasableProducts,
  type PurchasePack,
} from './purchasable-products.js';
export {
  BATCH_TRACKING_STARTED,
  type BatchTrackingStarted,
} from './products/batch-tracking-started.event.js';
export { ProductResponse } from './products/dto/product.response.js';
export { SaveProductDto } from './products/dto/save-product.dto.js';
export { ProductReads } from './products/product-reads.js';
export { ProductRegistry } from './products/product-registry.js';
export type { Product } from './products/product.entity.js';
export type { ProductRow } from './products/product.sql.js';
export type {
  BundlePart,
  ScannedProduct,
  SellablePackaging,
  SellableProduct,
  StockableProduct,
} from './sellable-product.js';
