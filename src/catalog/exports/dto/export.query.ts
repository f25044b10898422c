import { IsIn, IsOptional } from 'class-validator';
import { IMPORT_FORMATS, type ImportFormat } from '../../imports/product-import.entity.js';

export class ExportQuery {
  /** @example csv */
  @IsOptional()
  @IsIn(IMPORT_FORMATS)
  format?: ImportFormat;

  /** `true` takes archived products along. */
  @IsOptional()
  @IsIn(['true', 'false'])
  archived?: string;
}
