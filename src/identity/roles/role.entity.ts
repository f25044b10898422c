import { Check, Column, Entity, Index } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

/** A named list of permission entries. Its name is unique regardless of case. */
@Entity('roles')
@Index('uq_roles_name', { synchronize: false })
@Check('ck_roles_permissions', `jsonb_typeof(permissions) = 'array'`)
@Check('ck_roles_discount_limit', `discount_limit_percent BETWEEN 0 AND 100`)
export class Role extends MutableEntity {
  @Column('character varying', { length: 50 })
  name: string;

  @Column('character varying', { length: 500, nullable: true })
  description: string | null;

  /** Atoms, `context:*`, groups or `*`. */
  @Column('jsonb')
  permissions: string[];

  /** Came with the system: cannot be deleted or renamed. */
  @Column('boolean', { default: false })
  is_system: boolean;

  /** The most that may be taken off a price by hand; null = no limit. */
  @Column('numeric', { precision: 7, scale: 4, nullable: true, transformer: decimalColumn })
  discount_limit_percent: Decimal | null;
}
