import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CatalogModule } from '../catalog/index.js';
import { DocumentsModule } from '../documents/index.js';
import { InventoryModule } from '../inventory/index.js';
import { LocationsModule } from '../locations/index.js';
import { PartnersModule } from '../partners/index.js';
import { SettingsModule } from '../settings/index.js';
import { ListOrders } from './orders/list-orders.query.js';
import {
  InventoryOrderDeliveriesController,
  OrderDeliveriesController,
} from './orders/order-deliveries.controller.js';
import { OrderDrafting } from './orders/order-draft.js';
import { OrderKind } from './orders/order-kind.js';
import { InventoryOrderPdfController, OrderPdfController } from './orders/order-pdf.controller.js';
import { OrderPdf } from './orders/order-pdf.js';
import { OrderProgress } from './orders/order-progress.js';
import { InventoryOrderStepsController, OrderStepsController } from './orders/order-steps.controller.js';
import { OrderSteps } from './orders/order-steps.js';
import { OrderStore } from './orders/order-store.js';
import { OrderWrites } from './orders/order-writes.js';
import {
  InventoryPurchaseOrdersController,
  PurchaseOrdersController,
} from './orders/purchase-orders.controller.js';
import { SendOrder } from './orders/send-order.js';
import { PriceSuggestions } from './prices/price-suggestions.js';
import { SuggestPrice } from './prices/suggest-price.query.js';
import { DeliveryReceiptsController } from './receipts/delivery-receipts.controller.js';
import { LandedAllocation } from './receipts/landed-costs/landed-allocation.js';
import { LandedCostRecords } from './receipts/landed-costs/landed-cost-records.js';
import { LandedCosts } from './receipts/landed-costs/landed-costs.js';
import { ListReceipts } from './receipts/list-receipts.query.js';
import { ReceiptChanges } from './receipts/receipt-changes.js';
import { ReceiptDrafting } from './receipts/receipt-draft.js';
import { ReceiptKind } from './receipts/receipt-kind.js';
import { ReceiptOpening } from './receipts/receipt-opening.js';
import { ReceiptPosting } from './receipts/receipt-posting.js';
import { ReceiptStepsController } from './receipts/receipt-steps.controller.js';
import { ReceiptStore } from './receipts/receipt-store.js';
import { ReceiptWrites } from './receipts/receipt-writes.js';
import { ReceiveOrder } from './receipts/receive-order.js';
import { ConvertRequest } from './requests/convert-request.js';
import { ListRequests } from './requests/list-requests.query.js';
import { PurchaseRequestsController } from './requests/purchase-requests.controller.js';
import { ReorderRequestsController } from './requests/reorder-requests.controller.js';
import { RequestDrafting } from './requests/request-draft.js';
import { RequestKind } from './requests/request-kind.js';
import { RequestStepsController } from './requests/request-steps.controller.js';
import { RequestFromSuggestions } from './requests/request-suggestions.js';
import { RequestStore, RequestWrites } from './requests/request-writes.js';
import { ListReturns } from './returns/list-returns.query.js';
import { RejectedGoods } from './returns/rejected-goods.js';
import { ReturnDrafting } from './returns/return-draft.js';
import { ReturnKind } from './returns/return-kind.js';
import { ReturnStepsController } from './returns/return-steps.controller.js';
import { ReturnStore, ReturnWrites } from './returns/return-writes.js';
import { SupplierReturnsController } from './returns/supplier-returns.controller.js';
import { BuyingPlace } from './shared/buying-place.js';
import { DocumentDesk } from './shared/document-desk.js';
import { DocumentInquiries } from './shared/document-inquiries.js';
import { SupplierStatistics } from './statistics/supplier-statistics.query.js';
import { SupplierStatisticsController } from './statistics/supplier-statistics.controller.js';

const REQUESTS = [
  ConvertRequest,
  ListRequests,
  RequestDrafting,
  RequestFromSuggestions,
  RequestKind,
  RequestStore,
  RequestWrites,
];
const ORDERS = [
  ListOrders,
  OrderDrafting,
  OrderKind,
  OrderPdf,
  OrderProgress,
  OrderSteps,
  OrderStore,
  OrderWrites,
  PriceSuggestions,
  SendOrder,
  SuggestPrice,
];
const RECEIPTS = [
  LandedAllocation,
  LandedCostRecords,
  LandedCosts,
  ListReceipts,
  ReceiptChanges,
  ReceiptDrafting,
  ReceiptKind,
  ReceiptOpening,
  ReceiptPosting,
  ReceiptStore,
  ReceiptWrites,
  ReceiveOrder,
];
const RETURNS = [ListReturns, RejectedGoods, ReturnDrafting, ReturnKind, ReturnStore, ReturnWrites];

@Module({
  imports: [
    AuditModule,
    CatalogModule,
    DocumentsModule,
    InventoryModule,
    LocationsModule,
    PartnersModule,
    SettingsModule,
  ],
  // Those with words in their addresses before those with ids.
  controllers: [
    RequestStepsController,
    PurchaseRequestsController,
    ReorderRequestsController,
    OrderDeliveriesController,
    InventoryOrderDeliveriesController,
    OrderPdfController,
    InventoryOrderPdfController,
    OrderStepsController,
    InventoryOrderStepsController,
    PurchaseOrdersController,
    InventoryPurchaseOrdersController,
    ReceiptStepsController,
    DeliveryReceiptsController,
    ReturnStepsController,
    SupplierReturnsController,
    SupplierStatisticsController,
  ],
  providers: [
    ...REQUESTS,
    ...ORDERS,
    ...RECEIPTS,
    ...RETURNS,
    BuyingPlace,
    DocumentDesk,
    DocumentInquiries,
    SupplierStatistics,
  ],
  exports: [OrderPdf],
})
export class PurchasingModule {}
