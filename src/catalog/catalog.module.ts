import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { BrandsController } from './brands/brands.controller.js';
import { BrandsService } from './brands/brands.service.js';
import { CatalogQueries } from './catalog.queries.js';
import { CategoriesController } from './categories/categories.controller.js';
import { CategoriesService } from './categories/categories.service.js';
import { CategoryChanges } from './categories/category-changes.js';
import { CategoryNames } from './categories/category-names.js';
import { ProductBarcodesController } from './products/product-barcodes.controller.js';
import { ProductBarcodes } from './products/product-barcodes.service.js';
import { ProductChanges } from './products/product-changes.js';
import { ProductLifecycleController } from './products/product-lifecycle.controller.js';
import { ProductLifecycle } from './products/product-lifecycle.js';
import { ProductLookup } from './products/product-lookup.js';
import { ProductReads } from './products/product-reads.js';
import { ProductReferences } from './products/product-references.js';
import { ProductRegistry } from './products/product-registry.js';
import { ProductsController } from './products/products.controller.js';
import { ProductsService } from './products/products.service.js';
import { TaxGroupsController } from './tax-groups/tax-groups.controller.js';
import { TaxGroupsService } from './tax-groups/tax-groups.service.js';
import { UnitsController } from './units/units.controller.js';
import { UnitsService } from './units/units.service.js';

@Module({
  imports: [AuditModule],
  controllers: [
    BrandsController,
    CategoriesController,
    UnitsController,
    TaxGroupsController,
    ProductsController,
    ProductBarcodesController,
    ProductLifecycleController,
  ],
  providers: [
    BrandsService,
    CategoriesService,
    CategoryChanges,
    CategoryNames,
    UnitsService,
    TaxGroupsService,
    ProductsService,
    ProductChanges,
    ProductReferences,
    ProductBarcodes,
    ProductLifecycle,
    ProductLookup,
    CatalogQueries,
    ProductReads,
    ProductRegistry,
  ],
  exports: [CatalogQueries, ProductReads, ProductRegistry],
})
export class CatalogModule {}
