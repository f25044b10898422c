import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** A part of a bundle that was sold: what its line took from the shelf, under this row's id. */
@Entity('sale_item_components')
@Unique('uq_sale_item_components_part', ['sale_item_id', 'part_number'])
@Check('ck_sale_item_components_quantity', `quantity > 0`)
@Index('ix_sale_item_components_product', ['product_id'])
export class SaleItemComponent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sale_item_components' })
  id: string;

  @ForeignKey('SaleItem', { name: 'fk_sale_item_components_sale_item', onDelete: 'CASCADE' })
  @Column('uuid')
  sale_item_id: string;

  @Column('integer')
  part_number: number;

  @ForeignKey('Product', { name: 'fk_sale_item_components_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  @Column('character varying', { length: 64 })
  sku: string;

  @Column('character varying', { length: 200 })
  name: string;

  /** Of the whole line, in the component's base units. */
  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('boolean')
  is_stocked: boolean;
}
