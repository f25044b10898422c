import { AdjustmentDrafts } from './adjustments/adjustment-drafts.js';
import { AdjustmentKind } from './adjustments/adjustment-kind.js';
import { AdjustmentReads } from './adjustments/adjustment-reads.js';
import { AdjustmentStepsController } from './adjustments/adjustment-steps.controller.js';
import { AdjustmentSteps } from './adjustments/adjustment-steps.js';
import { AdjustmentsController } from './adjustments/adjustments.controller.js';
import { StockAdjustmentLine } from './adjustments/stock-adjustment-line.entity.js';
import { BatchCorrections } from './batches/batch-corrections.js';
import { BatchLookup } from './batches/batch-lookup.js';
import { BatchReads } from './batches/batch-reads.js';
import { BatchesController } from './batches/batches.controller.js';
import { SerialReads } from './batches/serial-reads.js';
import { StateChanges } from './batches/state-changes.js';
import { CountEntries } from './counts/count-entries.js';
import { CountKind } from './counts/count-kind.js';
import { CountOpening } from './counts/count-opening.js';
import { CountReads } from './counts/count-reads.js';
import { CountStepsController } from './counts/count-steps.controller.js';
import { CountSteps } from './counts/count-steps.js';
import { CountsController } from './counts/counts.controller.js';
import { StockCountEntry } from './counts/stock-count-entry.entity.js';
import { StockCountProduct } from './counts/stock-count-product.entity.js';
import { StockCount } from './counts/stock-count.entity.js';
import { NamedLine } from './lines/named-line.js';
import { PlaceClock } from './lines/place-clock.js';
import { StockDocuments } from './lines/stock-documents.js';
import { StockLineResolver } from './lines/stock-line-resolver.js';
import { ProductLocationSettings } from './reorder/product-location-settings.entity.js';
import { ReorderController } from './reorder/reorder.controller.js';
import { ReorderSuggestions } from './reorder/reorder-suggestions.js';
import { StockPolicies } from './reorder/stock-policies.js';
import { StockPoliciesController } from './reorder/stock-policies.controller.js';
import { ReservationChanges } from './reservations/reservation-changes.js';
import { ReservationReads } from './reservations/reservation-reads.js';
import { ReservationsController } from './reservations/reservations.controller.js';
import { StockTransferArrival } from './transfers/stock-transfer-arrival.entity.js';
import { StockTransferLine } from './transfers/stock-transfer-line.entity.js';
import { StockTransfer } from './transfers/stock-transfer.entity.js';
import { TransferArrivals } from './transfers/transfer-arrivals.js';
import { TransferDrafts } from './transfers/transfer-drafts.js';
import { TransferKind } from './transfers/transfer-kind.js';
import { TransferReads } from './transfers/transfer-reads.js';
import { TransferStepsController } from './transfers/transfer-steps.controller.js';
import { TransferSteps } from './transfers/transfer-steps.js';
import { TransfersController } from './transfers/transfers.controller.js';

/** What people do with stock beyond buying and selling it: parts of the inventory's module. */
export const operationControllers = [
  TransfersController,
  TransferStepsController,
  CountsController,
  CountStepsController,
  AdjustmentsController,
  AdjustmentStepsController,
  ReservationsController,
  BatchesController,
  StockPoliciesController,
  ReorderController,
];

export const operationProviders = [
  StockLineResolver,
  NamedLine,
  PlaceClock,
  StockDocuments,
  BatchLookup,
  BatchReads,
  BatchCorrections,
  SerialReads,
  StateChanges,
  TransferReads,
  TransferDrafts,
  TransferKind,
  TransferArrivals,
  TransferSteps,
  CountReads,
  CountOpening,
  CountEntries,
  CountKind,
  CountSteps,
  AdjustmentReads,
  AdjustmentDrafts,
  AdjustmentKind,
  AdjustmentSteps,
  ReservationReads,
  ReservationChanges,
  StockPolicies,
  ReorderSuggestions,
];

export const operationEntities = [
  StockTransfer,
  StockTransferLine,
  StockTransferArrival,
  StockCount,
  StockCountProduct,
  StockCountEntry,
  StockAdjustmentLine,
  ProductLocationSettings,
];
