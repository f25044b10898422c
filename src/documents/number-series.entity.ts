import { Check, Column, Entity, Unique } from 'typeorm';
import { MutableEntity } from '../common/database/mutable.entity.js';

/** A row of consecutive numbers without gaps. `version` counts changes of its settings, not numbers drawn. */
@Entity('number_series')
@Unique('uq_number_series_key', ['key'])
@Check('ck_number_series_digits', `digits BETWEEN 1 AND 15`)
@Check(
  'ck_number_series_last_number',
  `last_number >= 0 AND last_number <= coalesce(max_number, 999999999999999)`,
)
export class NumberSeries extends MutableEntity {
  @Column('character varying', { length: 100 })
  key: string;

  @Column('character varying', { length: 60 })
  prefix: string;

  @Column('smallint')
  digits: number;

  @Column('bigint', { default: 0 })
  last_number: string;

  @Column('bigint', { nullable: true })
  max_number: string | null;
}
