import { Receipt } from './entities/receipt.entity.js';
import { SaleItemComponent } from './entities/sale-item-component.entity.js';
import { SaleItemLot } from './entities/sale-item-lot.entity.js';
import { SaleItem } from './entities/sale-item.entity.js';
import { SaleReturnItemLot } from './entities/sale-return-item-lot.entity.js';
import { SaleReturnItem } from './entities/sale-return-item.entity.js';
import { SaleReturn } from './entities/sale-return.entity.js';
import { Sale } from './entities/sale.entity.js';

export const salesEntities = [
  Sale,
  SaleItem,
  SaleItemComponent,
  SaleItemLot,
  SaleReturn,
  SaleReturnItem,
  SaleReturnItemLot,
  Receipt,
];
