import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Brand } from './brands/brand.entity.js';
import { Category } from './categories/category.entity.js';
import { ProductBarcode } from './products/product-barcode.entity.js';
import { ProductLifecycleChange } from './products/product-lifecycle-change.entity.js';
import { Product } from './products/product.entity.js';
import { TaxGroup } from './tax-groups/tax-group.entity.js';
import { Unit } from './units/unit.entity.js';

export const catalogEntities: EntityTarget<ObjectLiteral>[] = [
  Unit,
  TaxGroup,
  Brand,
  Category,
  Product,
  ProductBarcode,
  ProductLifecycleChange,
];
