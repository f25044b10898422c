import { ApiProperty } from '@nestjs/swagger';
import {
  IMPORT_FORMATS,
  IMPORT_STATUSES,
  type ImportFormat,
  type ImportStatus,
} from '../product-import.entity.js';
import type { ProductImport } from '../product-import.entity.js';

/** An import of products and how far it has come. */
export class ImportResponse {
  id: string;

  /** @example csv */
  @ApiProperty({ enum: IMPORT_FORMATS })
  format: ImportFormat;

  /** @example running */
  @ApiProperty({ enum: IMPORT_STATUSES })
  status: ImportStatus;

  /** True when nothing is kept but the verdicts. */
  is_dry_run: boolean;

  /** @example 1000 */
  total_rows: number;

  /** @example 500 */
  done_rows: number;

  created_count: number;
  updated_count: number;
  unchanged_count: number;
  rejected_count: number;
  actor_id: string;
  created_at: Date;

  @ApiProperty({ type: Date, nullable: true })
  started_at: Date | null;

  @ApiProperty({ type: Date, nullable: true })
  finished_at: Date | null;

  static from(found: ProductImport): ImportResponse {
    const { actor_username: _, api_key_id: __, request_id: ___, ip: ____, ...rest } = found;
    return rest;
  }
}
