import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** Somebody who works in a shop, with or without a user to sign in as. */
@Entity('employees')
@Unique('uq_employees_user_id', ['user_id'])
@Unique('uq_employees_employee_code', ['employee_code'])
export class Employee extends MutableEntity {
  @Column('character varying', { length: 200 })
  name: string;

  @Column('character varying', { length: 100 })
  position: string;

  @ForeignKey('User', { name: 'fk_employees_user', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  user_id: string | null;

  @Column('character varying', { length: 50, nullable: true })
  employee_code: string | null;

  @Column('date', { nullable: true })
  hire_date: string | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
