// The façade of purchasing: what other contexts may use.
export { PurchasingModule } from './purchasing.module.js';
export { OrderPdf, type OrderFile } from './orders/order-pdf.js';
export { PURCHASE_ORDER_SENT, type PurchaseOrderSent } from './events.js';
