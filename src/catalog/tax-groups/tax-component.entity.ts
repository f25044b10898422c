import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { TaxType } from '../domain/tax-components.js';

/** One of the taxes that a group stands for, in general or at one location. */
@Entity('tax_components')
@Unique('uq_tax_components_sequence', ['tax_group_id', 'location_id', 'sequence'])
@Index('uq_tax_components_code', { synchronize: false })
@Check('ck_tax_components_rate', 'rate BETWEEN 0 AND 100')
@Check('ck_tax_components_type', `type IN ('vat', 'excise', 'other')`)
export class TaxComponentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_tax_components' })
  id: string;

  @ForeignKey('TaxGroup', { name: 'fk_tax_components_tax_group', onDelete: 'CASCADE' })
  @Column('uuid')
  tax_group_id: string;

  /** Null holds everywhere; a location's own rows replace all general ones there. */
  @Index('ix_tax_components_location_id', { where: 'location_id IS NOT NULL' })
  @ForeignKey('Location', { name: 'fk_tax_components_location', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  location_id: string | null;

  @Column('integer')
  sequence: number;

  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('character varying', { length: 10, default: 'vat' })
  type: TaxType;

  /** Percent. */
  @Column('numeric', { precision: 7, scale: 4, transformer: decimalColumn })
  rate: Decimal;

  /** Reckoned on the net amount and the taxes before it. */
  @Column('boolean', { default: false })
  is_compound: boolean;
}
