import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { IsDay } from '../../common/http/validation/day-or-instant.js';
import { IsText } from '../../common/http/validation/decorators.js';
import { STATUS_MEANINGS, type StatusMeaning } from '../../documents/index.js';

/** Filters of every list of documents that move stock. */
export class ListStockDocumentsQuery extends ListQuery {
  /**
   * Code of a status.
   * @example in_transit
   */
  @IsOptional()
  @IsText(50)
  status?: string;

  /** @example in_progress */
  @IsOptional()
  @IsIn(STATUS_MEANINGS)
  status_meaning?: StatusMeaning;

  @IsOptional()
  @IsUUID()
  location_id?: string;

  /** Documents with a line of this product. */
  @IsOptional()
  @IsUUID()
  product_id?: string;

  /**
   * First business day.
   * @example 2026-11-01
   */
  @IsOptional()
  @IsDay()
  from?: string;

  /**
   * Last business day, included.
   * @example 2026-11-30
   */
  @IsOptional()
  @IsDay()
  to?: string;

  /**
   * A part of the number or of the external reference.
   * @example TR-0000
   */
  @IsOptional()
  @IsText(100)
  q?: string;
}
