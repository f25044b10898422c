import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { ProductAttributesController } from './attributes/product-attributes.controller.js';
import { ProductAttributesService } from './attributes/product-attributes.service.js';
import { BrandsController } from './brands/brands.controller.js';
import { BrandsService } from './brands/brands.service.js';
import { BarcodeImagesController } from './barcode-images/barcode-images.controller.js';
import { BarcodeImages } from './barcode-images/barcode-images.service.js';
import { BundlesController } from './bundles/bundles.controller.js';
import { Bundles } from './bundles/bundles.service.js';
import { CatalogQueries } from './catalog.queries.js';
import { CategoriesController } from './categories/categories.controller.js';
import { CategoriesService } from './categories/categories.service.js';
import { CategoryChanges } from './categories/category-changes.js';
import { CategoryNames } from './categories/category-names.js';
import { ImageChanges } from './images/image-changes.js';
import { ImageFilesController } from './images/image-files.controller.js';
import { ImageFiles } from './images/image-files.js';
import { ImageUploads } from './images/image-uploads.js';
import { ProductImagesController } from './images/product-images.controller.js';
import { ProductImages } from './images/product-images.service.js';
import { ProductTransferModule } from './imports/product-transfer.module.js';
import { PackagingChanges } from './packagings/packaging-changes.js';
import { PackagingsController } from './packagings/packagings.controller.js';
import { PackagingsService } from './packagings/packagings.service.js';
import { ProductGroupChanges } from './product-groups/product-group-changes.js';
import { ProductGroupsController } from './product-groups/product-groups.controller.js';
import { ProductGroupsService } from './product-groups/product-groups.service.js';
import { ProductAttention } from './products/product-attention.js';
import { ProductBarcodesController } from './products/product-barcodes.controller.js';
import { ProductBarcodes } from './products/product-barcodes.service.js';
import { ProductChanges } from './products/product-changes.js';
import { ProductLifecycleController } from './products/product-lifecycle.controller.js';
import { ProductLifecycle } from './products/product-lifecycle.js';
import { ProductLookup } from './products/product-lookup.js';
import { ProductMoves } from './products/product-moves.js';
import { ProductOversightController } from './products/product-oversight.controller.js';
import { ProductReads } from './products/product-reads.js';
import { ProductReferences } from './products/product-references.js';
import { ProductRegistry } from './products/product-registry.js';
import { ProductsController } from './products/products.controller.js';
import { ProductsService } from './products/products.service.js';
import { TaxGroupChanges } from './tax-groups/tax-group-changes.js';
import { ReviewChanges } from './reviews/review-changes.js';
import { PurchaseCatalog } from './purchasable-products.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { Reviews } from './reviews/reviews.service.js';
import { TaxGroupsController } from './tax-groups/tax-groups.controller.js';
import { TaxGroupsService } from './tax-groups/tax-groups.service.js';
import { UnitsController } from './units/units.controller.js';
import { UnitsService } from './units/units.service.js';
import { ProductOptions } from './variants/product-options.service.js';
import { VariantCreation } from './variants/variant-creation.js';
import { VariantsController } from './variants/variants.controller.js';
import { Variants } from './variants/variants.service.js';

@Module({
  // First: `products/import` and `products/export` are no ids of products.
  imports: [ProductTransferModule, AuditModule],
  controllers: [
    BrandsController,
    CategoriesController,
    UnitsController,
    TaxGroupsController,
    ProductGroupsController,
    ProductAttributesController,
    ProductOversightController,
    ProductsController,
    ProductBarcodesController,
    ProductLifecycleController,
    PackagingsController,
    ProductImagesController,
    ImageFilesController,
    VariantsController,
    BundlesController,
    BarcodeImagesController,
    ReviewsController,
  ],
  providers: [
    BrandsService,
    CategoriesService,
    CategoryChanges,
    CategoryNames,
    UnitsService,
    TaxGroupsService,
    TaxGroupChanges,
    ProductGroupsService,
    ProductGroupChanges,
    ProductAttributesService,
    PackagingsService,
    PackagingChanges,
    ProductsService,
    ProductChanges,
    ProductReferences,
    ProductBarcodes,
    ProductLifecycle,
    ProductMoves,
    ProductAttention,
    ProductLookup,
    CatalogQueries,
    PurchaseCatalog,
    ProductReads,
    ProductRegistry,
    ProductImages,
    ImageChanges,
    ImageUploads,
    ImageFiles,
    ProductOptions,
    Variants,
    VariantCreation,
    Bundles,
    BarcodeImages,
    Reviews,
    ReviewChanges,
  ],
  exports: [CatalogQueries, PurchaseCatalog, ProductReads, ProductRegistry],
})
export class CatalogModule {}
