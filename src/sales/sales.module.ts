import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CatalogModule } from '../catalog/index.js';
import { DocumentsModule } from '../documents/index.js';
import { IdentityModule } from '../identity/index.js';
import { InventoryModule } from '../inventory/index.js';
import { LocationsModule } from '../locations/index.js';
import { LoyaltyModule } from '../loyalty/index.js';
import { PartnersModule } from '../partners/index.js';
import { PaymentsModule } from '../payments/index.js';
import { PricingModule } from '../pricing/index.js';
import { SettingsModule } from '../settings/index.js';
import { AccountFile } from './accounts/account-file.js';
import { AccountHolders } from './accounts/account-holders.js';
import { AccountReads } from './accounts/account-reads.js';
import { AdjustAccountUseCase } from './accounts/adjust-account.use-case.js';
import { CustomerAccountsController } from './accounts/customer-accounts.controller.js';
import { CustomerSummaryQuery } from './accounts/customer-summary.query.js';
import { ReceivePaymentUseCase } from './accounts/receive-payment.use-case.js';
import { OrdersController } from './controllers/orders.controller.js';
import { PaymentMovesController } from './controllers/payment-moves.controller.js';
import { ReceiptsController } from './controllers/receipts.controller.js';
import { ReturnsController } from './controllers/returns.controller.js';
import { SaleLinesController } from './controllers/sale-lines.controller.js';
import { SalesAnalyticsController } from './controllers/sales-analytics.controller.js';
import { SalesController } from './controllers/sales.controller.js';
import { CartRepricing } from './posting/cart-repricing.js';
import { Cashiers } from './posting/cashiers.js';
import { ReceiptBook } from './posting/receipt-book.js';
import { RefundPosting } from './posting/refund-posting.js';
import { ReturnPosting } from './posting/return-posting.js';
import { SaleBenefits } from './posting/sale-benefits.js';
import { SaleCompletion } from './posting/sale-completion.js';
import { SalePosting } from './posting/sale-posting.js';
import { SaleQuote } from './posting/sale-quote.js';
import { SaleReversal } from './posting/sale-reversal.js';
import { SaleSettlement } from './posting/sale-settlement.js';
import { ExplainPrice } from './queries/explain-price.query.js';
import { ListSales } from './queries/list-sales.query.js';
import { ReceiptReads } from './queries/receipt-reads.js';
import { ReturnReads } from './queries/return-reads.js';
import { SaleReads } from './queries/sale-reads.js';
import { SaleStore } from './queries/sale-store.js';
import { SalesAnalytics } from './queries/sales-analytics.js';
import { SalesCustomerFile } from './queries/sales-customer-file.js';
import { BlindReturnUseCase } from './use-cases/blind-return.use-case.js';
import { CancelSaleUseCase } from './use-cases/cancel-sale.use-case.js';
import { ChangeCartUseCase } from './use-cases/change-cart.use-case.js';
import { ConfirmPaymentUseCase } from './use-cases/confirm-payment.use-case.js';
import { CreateSaleUseCase } from './use-cases/create-sale.use-case.js';
import { OrdersDesk } from './use-cases/orders-desk.js';
import { RefundPaymentUseCase } from './use-cases/refund-payment.use-case.js';
import { ReturnSaleUseCase } from './use-cases/return-sale.use-case.js';
import { TakePaymentUseCase } from './use-cases/take-payment.use-case.js';
import { UpdateSaleUseCase } from './use-cases/update-sale.use-case.js';

const USE_CASES = [
  BlindReturnUseCase,
  CancelSaleUseCase,
  ChangeCartUseCase,
  ConfirmPaymentUseCase,
  CreateSaleUseCase,
  OrdersDesk,
  RefundPaymentUseCase,
  ReturnSaleUseCase,
  TakePaymentUseCase,
  UpdateSaleUseCase,
];
const POSTING = [
  CartRepricing,
  Cashiers,
  ReceiptBook,
  RefundPosting,
  ReturnPosting,
  SaleBenefits,
  SaleCompletion,
  SalePosting,
  SaleQuote,
  SaleReversal,
  SaleSettlement,
];
const QUERIES = [
  ExplainPrice,
  ListSales,
  ReceiptReads,
  ReturnReads,
  SaleReads,
  SaleStore,
  SalesAnalytics,
  SalesCustomerFile,
];

const ACCOUNTS = [
  AccountFile,
  AccountHolders,
  AccountReads,
  AdjustAccountUseCase,
  CustomerSummaryQuery,
  ReceivePaymentUseCase,
];

@Module({
  imports: [
    AuditModule,
    CatalogModule,
    DocumentsModule,
    IdentityModule,
    InventoryModule,
    LocationsModule,
    LoyaltyModule,
    PartnersModule,
    PaymentsModule,
    PricingModule,
    SettingsModule,
  ],
  // The analytics routes come first: `sales/analytics/…` is not the sale with the id "analytics".
  controllers: [
    SalesAnalyticsController,
    SalesController,
    SaleLinesController,
    ReturnsController,
    ReceiptsController,
    OrdersController,
    PaymentMovesController,
    CustomerAccountsController,
  ],
  providers: [...QUERIES, ...POSTING, ...USE_CASES, ...ACCOUNTS],
})
export class SalesModule {}
