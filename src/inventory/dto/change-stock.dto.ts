import { IsUUID } from 'class-validator';
import {
  IsMoney,
  IsQuantity,
  IsText,
  MAX_QUANTITY,
  Optional,
} from '../../common/http/validation/decorators.js';
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
