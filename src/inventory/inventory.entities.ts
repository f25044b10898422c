import { CostLayer } from './entities/cost-layer.entity.js';
import { StockLevel } from './entities/stock-level.entity.js';
import { StockMovement } from './entities/stock-movement.entity.js';

export const inventoryEntities = [StockLevel, CostLayer, StockMovement];
