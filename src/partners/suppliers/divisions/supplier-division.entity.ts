import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { MutableEntity } from '../../../common/database/mutable.entity.js';

/** A part of a supplier with people and terms of its own. */
@Entity('supplier_divisions')
@Unique('uq_supplier_divisions_name', ['supplier_id', 'name'])
@Unique('uq_supplier_divisions_code', ['supplier_id', 'code'])
@Check('ck_supplier_divisions_payment_days', `payment_days BETWEEN 0 AND 3650`)
export class SupplierDivision extends MutableEntity {
  @ForeignKey('Supplier', { name: 'fk_supplier_divisions_supplier', onDelete: 'CASCADE' })
  @Column('uuid')
  supplier_id: string;

  @Column('character varying', { length: 200 })
  name: string;

  @Column('character varying', { length: 20, nullable: true })
  code: string | null;

  @Column('character varying', { length: 500, nullable: true })
  description: string | null;

  @Column('character varying', { length: 200, nullable: true })
  contact_person: string | null;

  @Column('character varying', { length: 254, nullable: true })
  email: string | null;

  @Column('character varying', { length: 50, nullable: true })
  phone: string | null;

  /** Instead of the supplier's; null when it is the same. */
  @Column('integer', { nullable: true })
  payment_days: number | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
