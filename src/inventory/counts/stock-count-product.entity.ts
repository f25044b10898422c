import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A product in the scope of a count of a category or of named products, as it was when the count was opened. */
@Entity('stock_count_products')
export class StockCountProduct {
  @ForeignKey('StockCount', { name: 'fk_stock_count_products_count', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_count_products' })
  count_id: string;

  @Index('ix_stock_count_products_product')
  @ForeignKey('Product', { name: 'fk_stock_count_products_product', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_count_products' })
  product_id: string;
}
