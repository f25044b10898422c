import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** One unit of a product. Where it is, or went, is in the layers that carry it. */
@Entity('stock_serials')
@ForeignKey('Product', ['product_id'], ['id'], { name: 'fk_stock_serials_product', onDelete: 'RESTRICT' })
@Unique('uq_stock_serials_number', ['product_id', 'serial_number'])
@Index('ix_stock_serials_number', ['serial_number'])
export class StockSerial {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_serials' })
  id: string;

  @Column('uuid')
  product_id: string;

  @Column('character varying', { length: 100 })
  serial_number: string;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;
}
