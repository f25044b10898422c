import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** An issued receipt: its canonical JSON exactly as hashed, chained to the one before on the same register. */
@Entity('receipts')
@Unique('uq_receipts_number', ['number'])
@Unique('uq_receipts_sequence', ['register_id', 'sequence'])
@Check(
  'ck_receipts_kind',
  `(kind IN ('sale', 'void') AND sale_id IS NOT NULL AND return_id IS NULL) OR (kind = 'return' AND return_id IS NOT NULL)`,
)
@Check('ck_receipts_sequence', `sequence > 0`)
@Index('uq_receipts_sale', ['sale_id', 'kind'], { unique: true, where: 'return_id IS NULL' })
@Index('uq_receipts_return', ['return_id'], { unique: true, where: 'return_id IS NOT NULL' })
export class Receipt {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_receipts' })
  id: string;

  @Column('character varying', { length: 10 })
  kind: string;

  @ForeignKey('Sale', { name: 'fk_receipts_sale', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  sale_id: string | null;

  @ForeignKey('SaleReturn', { name: 'fk_receipts_return', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  return_id: string | null;

  @ForeignKey('Register', { name: 'fk_receipts_register', onDelete: 'RESTRICT' })
  @Column('uuid')
  register_id: string;

  @Column('character varying', { length: 60 })
  number: string;

  @Column('bigint')
  sequence: string;

  @Column('text')
  body: string;

  @Column('character', { length: 64 })
  previous_hash: string;

  @Column('character', { length: 64 })
  hash: string;

  @Column('timestamptz')
  issued_at: Date;
}
