import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CatalogModule } from '../catalog/index.js';
import { LocationsModule } from '../locations/index.js';
import { PartnersModule } from '../partners/index.js';
import { CouponCheckController } from './coupons/coupon-check.controller.js';
import { CouponChecks } from './coupons/coupon-check.js';
import { CouponGenerator } from './coupons/coupon-generator.js';
import { CouponReads } from './coupons/coupon-reads.js';
import { CouponsController } from './coupons/coupons.controller.js';
import { CouponsService } from './coupons/coupons.service.js';
import { DiscountReads } from './discounts/discount-reads.js';
import { DiscountsController } from './discounts/discounts.controller.js';
import { DiscountsService } from './discounts/discounts.service.js';
import { PriceHistoryController } from './history/price-history.controller.js';
import { PriceHistory } from './history/price-history.query.js';
import { PriceGroupReads } from './price-groups/price-group-reads.js';
import { PriceGroupsController } from './price-groups/price-groups.controller.js';
import { PriceGroupsService } from './price-groups/price-groups.service.js';
import { PriceQuotes } from './price-quotes.js';
import { BasePricesController } from './prices/base/base-prices.controller.js';
import { PriceCheckController } from './prices/check/price-check.controller.js';
import { PriceCheck } from './prices/check/price-check.query.js';
import { GroupPricesController } from './prices/group/group-prices.controller.js';
import { PackagingPricesController } from './prices/packaging/packaging-prices.controller.js';
import { PriceBook } from './prices/shared/price-book.js';
import { PriceLists } from './prices/shared/price-lists.js';
import { PriceReads } from './prices/shared/price-reads.js';
import { StepPricesController } from './prices/step/step-prices.controller.js';
import { PromotionLifecycle } from './promotions/promotion-lifecycle.js';
import { PromotionPerformance } from './promotions/promotion-performance.query.js';
import { PromotionReads } from './promotions/promotion-reads.js';
import { PromotionsController } from './promotions/promotions.controller.js';
import { PromotionsService } from './promotions/promotions.service.js';
import { CartPricing } from './quotes/cart-pricing.js';
import { ProductPriceController } from './quotes/product-price.controller.js';
import { QuotesController } from './quotes/quotes.controller.js';
import { PriceRecompute } from './recompute/price-recompute.js';
import { PricingCustomerFile } from './redemptions/pricing-customer-file.js';
import { PromotionLedger } from './redemptions/promotion-ledger.js';

@Module({
  imports: [AuditModule, CatalogModule, LocationsModule, PartnersModule],
  controllers: [
    DiscountsController,
    QuotesController,
    ProductPriceController,
    PriceGroupsController,
    PriceCheckController,
    GroupPricesController,
    StepPricesController,
    PackagingPricesController,
    BasePricesController,
    PriceHistoryController,
    PromotionsController,
    CouponsController,
    CouponCheckController,
  ],
  providers: [
    PriceQuotes,
    DiscountReads,
    DiscountsService,
    CartPricing,
    PriceGroupReads,
    PriceGroupsService,
    PriceBook,
    PriceLists,
    PriceReads,
    PriceCheck,
    PriceHistory,
    PriceRecompute,
    PromotionReads,
    PromotionsService,
    PromotionPerformance,
    PromotionLifecycle,
    CouponReads,
    CouponsService,
    CouponGenerator,
    CouponChecks,
    PromotionLedger,
    PricingCustomerFile,
  ],
  exports: [PriceQuotes, PromotionLedger],
})
export class PricingModule {}
