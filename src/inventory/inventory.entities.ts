import { CostLayer } from './entities/cost-layer.entity.js';
import { StockBatch } from './entities/stock-batch.entity.js';
import { StockLevel } from './entities/stock-level.entity.js';
import { StockMovement } from './entities/stock-movement.entity.js';
import { StockReservation } from './entities/stock-reservation.entity.js';
import { StockSerial } from './entities/stock-serial.entity.js';
import { StockSnapshot } from './history/stock-snapshot.entity.js';
import { StockSnapshotPosition } from './history/stock-snapshot-position.entity.js';
import { StockPeriod } from './periods/stock-period.entity.js';
import { StockPeriodPosition } from './periods/stock-period-position.entity.js';
import { operationEntities } from './stock-operations.js';

export const inventoryEntities = [
  StockLevel,
  StockBatch,
  StockSerial,
  StockReservation,
  CostLayer,
  StockMovement,
  StockSnapshot,
  StockSnapshotPosition,
  StockPeriod,
  StockPeriodPosition,
  ...operationEntities,
];
