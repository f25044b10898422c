import { Column, Entity, Index } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

@Entity('brands')
@Index('uq_brands_name', { synchronize: false })
export class Brand extends MutableEntity {
  @Column('character varying', { length: 100 })
  name: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('character varying', { length: 2000, nullable: true })
  website: string | null;

  @Column('character varying', { length: 2000, nullable: true })
  logo_url: string | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
