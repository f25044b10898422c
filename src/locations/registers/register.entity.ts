import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** A till of one location; receipts are numbered and chained per register, so it never moves to another one. */
@Entity('registers')
@Unique('uq_registers_location_code', ['location_id', 'code'])
@Index('uq_registers_default', ['location_id'], { unique: true, where: 'is_default' })
@Check('ck_registers_default_is_active', `is_active OR NOT is_default`)
export class Register extends MutableEntity {
  @ForeignKey('Location', { name: 'fk_registers_location', onDelete: 'RESTRICT' })
  @Column('uuid')
  location_id: string;

  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('boolean', { default: false })
  is_default: boolean;
}
