import { IsUUID } from 'class-validator';
import { IsDay } from '../../common/http/validation/day-or-instant.js';
import {
  IsMoney,
  IsQuantity,
  IsText,
  MAX_QUANTITY,
  Nullable,
  Optional,
} from '../../common/http/validation/decorators.js';
import { IsSerialNumbers } from '../lines/stock-line.dto.js';
import { IsNotZero, NotWith, UnlessSent } from './field-rules.js';

/** Where, and at what cost: what every change of stock may say. */
class StockChangeDto {
  /** The default location when left out. */
  @Optional()
  @IsUUID()
  location_id?: string;

  /**
   * What one unit that comes in cost; left out, the last known cost.
   * @example 6.6
   */
  @Optional()
  @IsMoney()
  unit_cost?: number;

  /**
   * Code of the unit that the quantity counts and `unit_cost` is the cost of: one of the product's packs, or its own;
   * absent = its own.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /**
   * Of products whose batches are tracked; made up for goods that come in without one.
   * @example L2411
   */
  @Nullable()
  @IsText(100)
  batch_number?: string | null;

  /**
   * Of goods that come in; of those that leave, where several batches have that number.
   * @example 2027-03-31
   */
  @Nullable()
  @IsDay()
  expiry_date?: string | null;

  /**
   * Of products whose serial numbers are tracked: one for each piece.
   * @example ["SN-1001"]
   */
  @Nullable()
  @IsSerialNumbers()
  serial_numbers?: string[] | null;
}

export class RestockDto extends StockChangeDto {
  /** @example 10 */
  @IsQuantity()
  quantity: number;

  /** @example Delivery note 4711 */
  @Optional()
  @IsText(500)
  reason?: string;
}

export class StockAdjustmentDto extends StockChangeDto {
  /**
   * Goods found above zero, goods missing below.
   * @example -2
   */
  @IsQuantity({ min: -MAX_QUANTITY })
  @IsNotZero()
  adjustment: number;

  /** @example Broken in the window */
  @IsText(500)
  reason: string;
}

export class AdjustStockDto extends StockChangeDto {
  @IsUUID()
  product_id: string;

  /**
   * Goods found above zero, goods missing below. Either this or new_quantity.
   * @example -2
   */
  @UnlessSent('new_quantity')
  @IsQuantity({ min: -MAX_QUANTITY })
  @IsNotZero()
  @NotWith('new_quantity')
  quantity?: number;

  /**
   * What was counted; the difference is posted.
   * @example 40
   */
  @Optional()
  @IsQuantity({ min: 0 })
  new_quantity?: number;

  /** @example Stock count */
  @IsText(500)
  reason: string;
}
