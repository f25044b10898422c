import { Column, Entity, Unique } from 'typeorm';
import { MutableEntity } from '../common/database/mutable.entity.js';

/** A setting that was changed from its default, or a key of the shop's own. */
@Entity('settings')
@Unique('uq_settings_key', ['key'])
export class Setting extends MutableEntity {
  @Column('character varying', { length: 100 })
  key: string;

  @Column('jsonb')
  value: unknown;
}
