import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** A type of document, as far as it is configuration; what it does is code, registered under its code. */
@Entity('document_types')
export class DocumentType {
  @PrimaryColumn('character varying', { length: 40, primaryKeyConstraintName: 'pk_document_types' })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('character varying', { length: 500, nullable: true })
  description: string | null;

  @Column('boolean')
  affects_stock: boolean;

  /** Numbered without gaps, on entering a status that issues the number, and never deleted after. */
  @Column('boolean', { default: false })
  is_fiscal: boolean;

  @Column('boolean', { default: true })
  is_active: boolean;

  /** Meanings that code moves documents to. */
  @Column('text', { array: true, default: [] })
  required_meanings: string[];

  @Column('integer', { default: 0 })
  sort_order: number;

  @Column('integer', { default: 1 })
  version: number;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updated_at: Date;
}
