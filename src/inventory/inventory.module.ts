import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CatalogModule } from '../catalog/index.js';
import { DocumentsModule } from '../documents/index.js';
import { LocationsModule } from '../locations/index.js';
import { ProductCreationController } from './controllers/product-creation.controller.js';
import { StockChangesController } from './controllers/stock-changes.controller.js';
import { StockReadsController } from './controllers/stock-reads.controller.js';
import { StockHistoryModule } from './history/stock-history.module.js';
import { BatchTrackingStart } from './ledger/batch-tracking-start.js';
import { ReservationExpiry } from './ledger/reservation-expiry.js';
import { StockAvailability } from './ledger/stock-availability.js';
import { StockLedger } from './ledger/stock-ledger.js';
import { StockPeriodsModule } from './periods/stock-periods.module.js';
import { AverageCosts } from './queries/average-costs.js';
import { MovementsQuery } from './queries/movements.query.js';
import { GoodsDirectory } from './queries/named-goods.js';
import { SoldCosts } from './queries/sold-costs.js';
import { StockLevelsQuery } from './queries/stock-levels.query.js';
import { StockReads } from './queries/stock-reads.js';
import { ReorderSuggestions } from './reorder/reorder-suggestions.js';
import { StockSummary } from './queries/stock-summary.query.js';
import { operationControllers, operationProviders } from './stock-operations.js';
import { ChangedGoods } from './use-cases/changed-goods.js';
import { CreateProductUseCase } from './use-cases/create-product.use-case.js';
import { StockChangePosting } from './use-cases/stock-change-posting.js';
import { StockChanges } from './use-cases/stock-changes.js';
import { StockProducts } from './use-cases/stock-products.js';

@Module({
  imports: [
    AuditModule,
    CatalogModule,
    DocumentsModule,
    LocationsModule,
    StockHistoryModule,
    StockPeriodsModule,
  ],
  controllers: [
    StockReadsController,
    StockChangesController,
    ProductCreationController,
    ...operationControllers,
  ],
  providers: [
    StockLedger,
    StockAvailability,
    BatchTrackingStart,
    ReservationExpiry,
    SoldCosts,
    GoodsDirectory,
    AverageCosts,
    StockProducts,
    StockLevelsQuery,
    MovementsQuery,
    StockSummary,
    StockReads,
    StockChangePosting,
    ChangedGoods,
    StockChanges,
    CreateProductUseCase,
    ...operationProviders,
  ],
  exports: [StockLedger, StockAvailability, SoldCosts, GoodsDirectory, AverageCosts, ReorderSuggestions],
})
export class InventoryModule {}
