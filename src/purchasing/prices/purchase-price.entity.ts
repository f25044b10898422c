import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../common/money/decimal.js';
import { MoneyColumn, QuantityColumn } from '../shared/columns.js';

/** What was paid for a product in a delivery that stands. */
@Entity('purchase_prices')
@Index('ix_purchase_prices_product', ['product_id', 'bought_at', 'receipt_line_id'])
@Check('ck_purchase_prices_net_price', `net_price >= 0 AND unit_factor > 0`)
export class PurchasePrice {
  @ForeignKey('DeliveryReceiptLine', { name: 'fk_purchase_prices_line', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_purchase_prices' })
  receipt_line_id: string;

  @ForeignKey('Product', { name: 'fk_purchase_prices_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  @Index('ix_purchase_prices_supplier')
  @ForeignKey('Supplier', { name: 'fk_purchase_prices_supplier', onDelete: 'RESTRICT' })
  @Column('uuid')
  supplier_id: string;

  @Index('ix_purchase_prices_location')
  @ForeignKey('Location', { name: 'fk_purchase_prices_location', onDelete: 'RESTRICT' })
  @Column('uuid')
  location_id: string;

  @Column('character', { length: 3 })
  currency: string;

  /** Of one unit, after discounts and without tax. */
  @MoneyColumn()
  net_price: Decimal;

  /** Base units in that unit. */
  @QuantityColumn()
  unit_factor: Decimal;

  @Column('date')
  bought_on: string;

  @Column('timestamptz')
  bought_at: Date;
}
