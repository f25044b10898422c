import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** Somebody who can sign in. Username and email are unique regardless of case. */
@Entity('users')
@Index('uq_users_username', { synchronize: false })
@Index('uq_users_email', { synchronize: false })
@Check('ck_users_username', `username ~ '^[A-Za-z0-9_]{3,20}$'`)
@Check('ck_users_anonymised', `anonymised_at IS NULL OR NOT is_active`)
export class User extends MutableEntity {
  @Column('character varying', { length: 20 })
  username: string;

  /** bcrypt; or NO_PASSWORD, which no password matches. */
  @Column('character varying', { length: 60 })
  password_hash: string;

  @Column('character varying', { length: 254, nullable: true })
  email: string | null;

  @Column('character varying', { length: 200, nullable: true })
  full_name: string | null;

  @Column('character varying', { length: 50, nullable: true })
  phone_number: string | null;

  @Index('ix_users_role_id')
  @ForeignKey('Role', { name: 'fk_users_role', onDelete: 'RESTRICT' })
  @Column('uuid')
  role_id: string;

  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('timestamptz', { nullable: true })
  last_login_at: Date | null;

  /** When the person asked to be forgotten; the row stays because documents refer to it. */
  @Column('timestamptz', { nullable: true })
  anonymised_at: Date | null;
}
