import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const IMPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const IMPORT_STATUSES = ['receiving', 'queued', 'running', 'completed', 'cancelled'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** One file of products. Who sent it is kept for the audit entries of the job that works through it. */
@Entity('product_imports')
@Index('ix_product_imports_created_at', ['created_at', 'id'])
@Check('ck_product_imports_format', `format IN ('csv', 'ndjson')`)
@Check('ck_product_imports_status', `status IN ('receiving', 'queued', 'running', 'completed', 'cancelled')`)
@Check(
  'ck_product_imports_counts',
  `done_rows = created_count + updated_count + unchanged_count + rejected_count AND done_rows <= total_rows`,
)
export class ProductImport {
  @PrimaryColumn('uuid')
  id: string;

  @Column('character varying', { length: 10 })
  format: ImportFormat;

  @Column('character varying', { length: 20 })
  status: ImportStatus;

  @Column('boolean')
  is_dry_run: boolean;

  @Column('integer', { default: 0 })
  total_rows: number;

  @Column('integer', { default: 0 })
  done_rows: number;

  @Column('integer', { default: 0 })
  created_count: number;

  @Column('integer', { default: 0 })
  updated_count: number;

  @Column('integer', { default: 0 })
  unchanged_count: number;

  @Column('integer', { default: 0 })
  rejected_count: number;

  @Column('uuid')
  actor_id: string;

  @Column('character varying', { length: 100 })
  actor_username: string;

  @Column('uuid', { nullable: true })
  api_key_id: string | null;

  @Column('character varying', { length: 100 })
  request_id: string;

  @Column('character varying', { length: 64 })
  ip: string;

  @Column('timestamptz')
  created_at: Date;

  @Column('timestamptz', { nullable: true })
  started_at: Date | null;

  @Column('timestamptz', { nullable: true })
  finished_at: Date | null;
}
