import { IsDay } from '../../common/http/validation/day-or-instant.js';
import { IsText, Nullable } from '../../common/http/validation/decorators.js';
import { IsUUID } from 'class-validator';
import { IsSerialNumbers } from '../../inventory/index.js';

/** Which batch or units of a product a line is about. */
export class GoodsNamesDto {
  /**
   * The batch that is on the goods; absent = whichever the location sells next.
   * @example L2411
   */
  @Nullable()
  @IsText(100)
  batch_number?: string | null;

  /**
   * When the batch expires, where several have its number.
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

/** The same for goods that are sold. */
export class SoldGoodsDto extends GoodsNamesDto {
  /** The reservation that this line keeps: what it holds is available to this line, and is consumed. */
  @Nullable()
  @IsUUID()
  reservation_id?: string | null;
}
