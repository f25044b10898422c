import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** What one user thinks of a product. */
@Entity('product_reviews')
@Unique('uq_product_reviews_user', ['product_id', 'user_id'])
@Index('ix_product_reviews_by_time', ['product_id', 'created_at', 'id'])
@Check('ck_product_reviews_rating', 'rating BETWEEN 1 AND 5')
@Check('ck_product_reviews_hidden_reason', 'is_hidden OR hidden_reason IS NULL')
export class ProductReview extends MutableEntity {
  @ForeignKey('Product', { name: 'fk_product_reviews_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  @Index('ix_product_reviews_user_id')
  @ForeignKey('User', { name: 'fk_product_reviews_user', onDelete: 'RESTRICT' })
  @Column('uuid')
  user_id: string;

  /** 1 to 5 stars. */
  @Column('integer')
  rating: number;

  @Column('character varying', { length: 100, nullable: true })
  title: string | null;

  @Column('character varying', { length: 5000, nullable: true })
  comment: string | null;

  /** Taken from view by a moderator; it does not count either. */
  @Column('boolean', { default: false })
  is_hidden: boolean;

  @Column('character varying', { length: 500, nullable: true })
  hidden_reason: string | null;
}
