import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** A machine's key. It acts for its owner, with the permissions that both the key and the owner have. */
@Entity('api_keys')
@Unique('uq_api_keys_key_hash', ['key_hash'])
@Check('ck_api_keys_permissions', `jsonb_typeof(permissions) = 'array'`)
export class ApiKey extends MutableEntity {
  @Column('character varying', { length: 100 })
  name: string;

  /** The first characters of the key, to recognise it by. */
  @Column('character varying', { length: 20 })
  prefix: string;

  @Column('character varying', { length: 64 })
  key_hash: string;

  @Column('jsonb')
  permissions: string[];

  @Index('ix_api_keys_user_id')
  @ForeignKey('User', { name: 'fk_api_keys_user', onDelete: 'CASCADE' })
  @Column('uuid')
  user_id: string;

  @Column('timestamptz', { nullable: true })
  expires_at: Date | null;

  @Column('timestamptz', { nullable: true })
  last_used_at: Date | null;

  @Column('timestamptz', { nullable: true })
  revoked_at: Date | null;
}
