import { Receipt } from './entities/receipt.entity.js';
import { SaleItem } from './entities/sale-item.entity.js';
import { SaleReturnItem } from './entities/sale-return-item.entity.js';
import { SaleReturn } from './entities/sale-return.entity.js';
import { Sale } from './entities/sale.entity.js';

export const salesEntities = [Sale, SaleItem, SaleReturn, SaleReturnItem, Receipt];
