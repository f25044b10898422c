// The façade of inventory: what other contexts may use.
export { InventoryModule } from './inventory.module.js';
export { StockLedger } from './ledger/stock-ledger.js';
export type {
  AddedCost,
  BatchCorrection,
  Disposition,
  IssuedLine,
  LedgerPlace,
  MovementKind,
  PostedLines,
  StockAdjustmentLine,
  StockIssueLine,
  StockLineRequest,
  StockReceiptLine,
  StockReservationLine,
  StockRestatement,
  StockReversalLine,
  StockSelection,
  StockSource,
  StockState,
  TakenLayer,
} from './ledger/stock-ledger.types.js';
export { DISPOSITIONS, MOVEMENT_KINDS, STOCK_STATES } from './ledger/stock-ledger.types.js';
export { CostBelowZero, LotRefused, NothingToCost, SerialNumberTaken } from './ledger/lot.errors.js';
export { StockAvailability, type ProductAvailability } from './ledger/stock-availability.js';
export { InsufficientStock, ReceiptAlreadyConsumed, ReturnExceedsIssue } from './inventory.errors.js';
export { COST_CHANGED, type CostChanged } from './events/cost-changed.js';
export { LOW_STOCK_REACHED, type LowStockReached } from './events/low-stock-reached.js';
export { GoodsDirectory, type GoodsNames, type NamedGoods } from './queries/named-goods.js';
export { IsSerialNumbers } from './lines/stock-line.dto.js';
export { SoldCosts } from './queries/sold-costs.js';
export { AverageCosts } from './queries/average-costs.js';
export {
  ReorderSuggestions,
  type ReorderFilter,
  type ReorderSuggestion,
} from './reorder/reorder-suggestions.js';
