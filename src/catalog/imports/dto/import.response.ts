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
    return {
      id: found.id,
      format: found.format,
      status: found.status,
      is_dry_run: found.is_dry_run,
      total_rows: found.total_rows,
      done_rows: found.done_rows,
      created_count: found.created_count,
      updated_count: found.updated_count,
      unchanged_count: found.unchanged_count,
      rejected_count: found.rejected_count,
      actor_id: found.actor_id,
      created_at: found.created_at,
      started_at: found.started_at,
      finished_at: found.finished_at,
    };
  }
}
