// The façade of inventory: what other contexts may use.
export { InventoryModule } from './inventory.module.js';
export { StockLedger } from './ledger/stock-ledger.js';
export type {
  Disposition,
  IssuedLine,
  LedgerPlace,
  StockLineRequest,
  StockReceiptLine,
  StockReversalLine,
  StockSource,
} from './ledger/stock-ledger.types.js';
export { DISPOSITIONS } from './ledger/stock-ledger.types.js';
export { InsufficientStock, ReceiptAlreadyConsumed, ReturnExceedsIssue } from './inventory.errors.js';
export { COST_CHANGED, type CostChanged } from './events/cost-changed.js';
export { LOW_STOCK_REACHED, type LowStockReached } from './events/low-stock-reached.js';
export { SoldCosts } from './queries/sold-costs.js';
export { AverageCosts } from './queries/average-costs.js';
