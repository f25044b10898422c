import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** A row of consecutive numbers without gaps. `version` counts changes of its settings, not numbers drawn. */
@Entity('number_series')
@Unique('uq_number_series_key', ['key'])
@Check('ck_number_series_digits', `digits BETWEEN 1 AND 15`)
@Check(
  'ck_number_series_last_number',
  `last_number >= 0 AND last_number <= coalesce(max_number, 999999999999999)`,
)
@Check('ck_number_series_scope', `type_code IS NOT NULL OR num_nonnulls(location_id, user_id) = 0`)
@Index('uq_number_series_scope', { synchronize: false })
export class NumberSeries extends MutableEntity {
  @Column('character varying', { length: 100 })
  key: string;

  /** `{year}` and `{yy}` in it stand for the year, where counting starts again every year. */
  @Column('character varying', { length: 60 })
  prefix: string;

  @Column('smallint')
  digits: number;

  @Column('bigint', { default: 0 })
  last_number: string;

  @Column('bigint', { nullable: true })
  max_number: string | null;

  /** Whose documents it numbers; null for receipts and other papers that are no documents. */
  @ForeignKey('DocumentType', 'code', { name: 'fk_number_series_type', onDelete: 'RESTRICT' })
  @Column('character varying', { length: 40, nullable: true })
  type_code: string | null;

  @Index('ix_number_series_location', { where: 'location_id IS NOT NULL' })
  @ForeignKey('Location', { name: 'fk_number_series_location', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  location_id: string | null;

  @Index('ix_number_series_user', { where: 'user_id IS NOT NULL' })
  @ForeignKey('User', { name: 'fk_number_series_user', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  user_id: string | null;

  @Column('boolean', { default: false })
  is_fiscal: boolean;

  @Column('boolean', { default: false })
  reset_yearly: boolean;

  /** The year that is being counted, where counting starts again every year. */
  @Column('smallint', { nullable: true })
  year: number | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
