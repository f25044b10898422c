import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A product that a discount names. */
@Entity('discount_products')
export class DiscountProduct {
  @ForeignKey('Discount', { name: 'fk_discount_products_discount', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_discount_products' })
  discount_id: string;

  @Index('ix_discount_products_product')
  @ForeignKey('Product', { name: 'fk_discount_products_product', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_discount_products' })
  product_id: string;
}
