import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../common/http/validation/transforms.js';
import { FORMATS } from '../period/report.dto.js';

/** As a list in pages; as CSV all at once. */
export class StockLevelsRequest extends ListQuery {
  @IsOptional()
  @IsUUID()
  location_id?: string;

  @IsOptional()
  @IsUUID()
  category_id?: string;

  /** Only what is at or below its minimum. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  low_stock?: boolean;

  /** @example json */
  @IsOptional()
  @IsIn(FORMATS)
  format?: (typeof FORMATS)[number];
}
