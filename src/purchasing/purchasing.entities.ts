import { PurchaseOrderLine } from './orders/purchase-order-line.entity.js';
import { PurchaseOrder } from './orders/purchase-order.entity.js';
import { PurchasePrice } from './prices/purchase-price.entity.js';
import { DeliveryReceiptLine } from './receipts/delivery-receipt-line.entity.js';
import { DeliveryReceipt } from './receipts/delivery-receipt.entity.js';
import { LandedCost, LandedCostShare } from './receipts/landed-costs/landed-cost.entity.js';
import { PurchaseRequestConversion } from './requests/purchase-request-conversion.entity.js';
import { PurchaseRequestLine } from './requests/purchase-request-line.entity.js';
import { PurchaseRequest } from './requests/purchase-request.entity.js';
import { SupplierReturnLine } from './returns/supplier-return-line.entity.js';
import { SupplierReturn } from './returns/supplier-return.entity.js';

export const purchasingEntities = [
  PurchaseRequest,
  PurchaseRequestLine,
  PurchaseRequestConversion,
  PurchaseOrder,
  PurchaseOrderLine,
  DeliveryReceipt,
  DeliveryReceiptLine,
  LandedCost,
  LandedCostShare,
  PurchasePrice,
  SupplierReturn,
  SupplierReturnLine,
];
