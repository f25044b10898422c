import { Module } from '@nestjs/common';
import { CustomerReportsController } from './customers/customer-reports.controller.js';
import { LoyaltyReportQuery } from './customers/loyalty-report.query.js';
import { LedgerReportsController } from './financial/ledger-reports.controller.js';
import { ProfitLossQuery } from './financial/profit-loss.query.js';
import { PaymentsReportQuery } from './payments/payments-report.query.js';
import { ReportPeriods } from './period/report-periods.js';
import { GoodsReportsController } from './products/goods-reports.controller.js';
import { ProductsReportQuery } from './products/products-report.query.js';
import { PurchasingReportsController } from './purchasing/purchasing-reports.controller.js';
import { SuppliersReportQuery } from './purchasing/suppliers-report.query.js';
import { SalesReportsController } from './sales/sales-reports.controller.js';
import { SalesReportsQuery } from './sales/sales-reports.query.js';
import { StockLevelsQuery } from './stock/stock-levels.query.js';
import { TaxesReportQuery } from './taxes/taxes-report.query.js';

/** Read-only reports over the rpt_* views. Imports no context. */
@Module({
  controllers: [
    SalesReportsController,
    LedgerReportsController,
    GoodsReportsController,
    CustomerReportsController,
    PurchasingReportsController,
  ],
  providers: [
    ReportPeriods,
    SalesReportsQuery,
    PaymentsReportQuery,
    TaxesReportQuery,
    ProfitLossQuery,
    ProductsReportQuery,
    StockLevelsQuery,
    LoyaltyReportQuery,
    SuppliersReportQuery,
  ],
})
export class ReportingModule {}
