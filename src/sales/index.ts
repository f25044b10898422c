// The façade of sales: the module, and the events that others may hear.
export { GoodsReturned } from './events/goods-returned.event.js';
export { SaleCompleted } from './events/sale-completed.event.js';
export { SaleVoided } from './events/sale-voided.event.js';
export { SalesModule } from './sales.module.js';
