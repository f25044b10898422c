import type { LineTax, TaxTreatment } from '../../pricing/index.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Disposition } from '../../inventory/index.js';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { SaleReturnItemLot } from './sale-return-item-lot.entity.js';

/** One returned line; what it refunds is a share of the stored sale line, never a new price. */
@Entity('sale_return_items')
@Unique('uq_sale_return_items_line', ['return_id', 'line_number'])
@Check('ck_sale_return_items_quantity', `quantity > 0`)
@Check('ck_sale_return_items_disposition', `disposition IN ('restock', 'damaged', 'discard')`)
@Check(
  'ck_sale_return_items_total',
  `total_amount = net_amount + tax_amount AND net_amount >= 0 AND tax_amount >= 0`,
)
@Check('ck_sale_return_items_unit_factor', `unit_factor > 0`)
@Check('ck_sale_return_items_taxes', `jsonb_typeof(taxes) = 'array'`)
@Check('ck_sale_return_items_tax_treatment', `tax_treatment IN ('standard', 'exempt', 'reverse_charge')`)
@Index('ix_sale_return_items_sale_item', ['sale_item_id'])
@Index('ix_sale_return_items_product', ['product_id'])
export class SaleReturnItem {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sale_return_items' })
  id: string;

  @ForeignKey('SaleReturn', { name: 'fk_sale_return_items_return', onDelete: 'RESTRICT' })
  @Column('uuid')
  return_id: string;

  @ForeignKey('SaleItem', { name: 'fk_sale_return_items_sale_item', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  sale_item_id: string | null;

  @Column('integer')
  line_number: number;

  @ForeignKey('Product', { name: 'fk_sale_return_items_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  @Column('character varying', { length: 64 })
  sku: string;

  @Column('character varying', { length: 200 })
  name: string;

  @Column('character varying', { length: 20 })
  unit_code: string;

  /** Base units in one unit of `quantity`. */
  @Column('numeric', { precision: 14, scale: 3, default: 1, transformer: decimalColumn })
  unit_factor: Decimal;

  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('character varying', { length: 20 })
  disposition: Disposition;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  unit_price: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  net_amount: Decimal;

  @Column('character varying', { length: 20, nullable: true })
  tax_code: string | null;

  @Column('numeric', { precision: 7, scale: 4, transformer: decimalColumn })
  tax_rate: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  tax_amount: Decimal;

  /** By component, as JSON with decimals as text; they sum to tax_amount. */
  @Column('jsonb', { default: [] })
  taxes: LineTax[];

  @Column('character varying', { length: 20, default: 'standard' })
  tax_treatment: TaxTreatment;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  total_amount: Decimal;

  /** Batches and serial numbers that came back, if it was goods that have any; they are rows of their own. */
  lots: SaleReturnItemLot[];
}
