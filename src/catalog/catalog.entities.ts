import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { ProductAttribute } from './attributes/product-attribute.entity.js';
import { Brand } from './brands/brand.entity.js';
import { BundlePart } from './bundles/bundle-part.entity.js';
import { Category } from './categories/category.entity.js';
import { ProductImage } from './images/product-image.entity.js';
import { ProductImportRow } from './imports/product-import-row.entity.js';
import { ProductImport } from './imports/product-import.entity.js';
import { ProductPackaging } from './packagings/product-packaging.entity.js';
import { ProductGroup } from './product-groups/product-group.entity.js';
import { ProductBarcode } from './products/product-barcode.entity.js';
import { ProductLifecycleChange } from './products/product-lifecycle-change.entity.js';
import { Product } from './products/product.entity.js';
import { ProductReview } from './reviews/product-review.entity.js';
import { TaxComponentRow } from './tax-groups/tax-component.entity.js';
import { TaxGroup } from './tax-groups/tax-group.entity.js';
import { Unit } from './units/unit.entity.js';
import { ProductOption } from './variants/product-option.entity.js';

export const catalogEntities: EntityTarget<ObjectLiteral>[] = [
  Unit,
  TaxGroup,
  TaxComponentRow,
  Brand,
  Category,
  ProductGroup,
  ProductAttribute,
  Product,
  ProductPackaging,
  ProductBarcode,
  ProductLifecycleChange,
  ProductOption,
  BundlePart,
  ProductImage,
  ProductReview,
  ProductImport,
  ProductImportRow,
];
