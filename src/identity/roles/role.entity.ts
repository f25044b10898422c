import { Check, Column, Entity, Index } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** A named list of permission entries. Its name is unique regardless of case. */
@Entity('roles')
@Index('uq_roles_name', { synchronize: false })
@Check('ck_roles_permissions', `jsonb_typeof(permissions) = 'array'`)
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
}
