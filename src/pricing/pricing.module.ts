import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CatalogModule } from '../catalog/index.js';
import { LocationsModule } from '../locations/index.js';
import { PartnersModule } from '../partners/index.js';
import { DiscountReads } from './discounts/discount-reads.js';
import { DiscountsController } from './discounts/discounts.controller.js';
import { DiscountsService } from './discounts/discounts.service.js';
import { PriceQuotes } from './price-quotes.js';
import { CartPricing } from './quotes/cart-pricing.js';
import { ProductPriceController } from './quotes/product-price.controller.js';
import { QuotesController } from './quotes/quotes.controller.js';

@Module({
  imports: [AuditModule, CatalogModule, LocationsModule, PartnersModule],
  controllers: [DiscountsController, QuotesController, ProductPriceController],
  providers: [PriceQuotes, DiscountReads, DiscountsService, CartPricing],
  exports: [PriceQuotes],
})
export class PricingModule {}
