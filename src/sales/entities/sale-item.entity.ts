import type { LineTax, PriceRule, TaxTreatment } from '../../pricing/index.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { SaleItemComponent } from './sale-item-component.entity.js';
import type { SaleItemLot } from './sale-item-lot.entity.js';

/**
 * One line of a sale as it was priced. Its cost is not here: it is what the stock ledger took for this line id and
 * those of its components. Quantities and prices are those of the sold unit; stock moves quantity × unit_factor.
 */
@Entity('sale_items')
@Unique('uq_sale_items_line', ['sale_id', 'line_number'])
@Check('ck_sale_items_quantity', `quantity > 0 AND returned_quantity >= 0 AND returned_quantity <= quantity`)
@Check('ck_sale_items_total', `total_amount = net_amount + tax_amount`)
@Check(
  'ck_sale_items_amounts',
  `unit_price >= 0 AND net_amount >= 0 AND tax_amount >= 0 AND discount_amount >= cart_discount_amount AND cart_discount_amount >= 0`,
)
@Check('ck_sale_items_unit_factor', `unit_factor > 0`)
@Check('ck_sale_items_unit_decimals', `unit_decimals BETWEEN 0 AND 3`)
@Check('ck_sale_items_taxes', `jsonb_typeof(taxes) = 'array'`)
@Check('ck_sale_items_tax_treatment', `tax_treatment IN ('standard', 'exempt', 'reverse_charge')`)
@Check(
  'ck_sale_items_price_rule',
  `price_rule IN ('promotion', 'group', 'step', 'base', 'packaging', 'fallback', 'code', 'by_hand')`,
)
@Index('ix_sale_items_product', ['product_id'])
@Index('ix_sale_items_packaging', ['packaging_id'], { where: 'packaging_id IS NOT NULL' })
@Index('ix_sale_items_reservation', ['reservation_id'], { where: 'reservation_id IS NOT NULL' })
@Index('ix_sale_items_discount', ['discount_id'], { where: 'discount_id IS NOT NULL' })
export class SaleItem {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sale_items' })
  id: string;

  @ForeignKey('Sale', { name: 'fk_sale_items_sale', onDelete: 'RESTRICT' })
  @Column('uuid')
  sale_id: string;

  @Column('integer')
  line_number: number;

  @ForeignKey('Product', { name: 'fk_sale_items_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  @Column('character varying', { length: 64 })
  sku: string;

  @Column('character varying', { length: 200 })
  name: string;

  @Column('boolean')
  is_stocked: boolean;

  /** The pack that was sold; null for base units. */
  @ForeignKey('ProductPackaging', { name: 'fk_sale_items_packaging', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  packaging_id: string | null;

  @Column('character varying', { length: 20 })
  unit_code: string;

  /** Base units in one sold unit. */
  @Column('numeric', { precision: 14, scale: 3, default: 1, transformer: decimalColumn })
  unit_factor: Decimal;

  /** Decimals that a quantity of the base unit may have. */
  @Column('integer', { default: 0 })
  unit_decimals: number;

  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('numeric', { precision: 14, scale: 3, default: 0, transformer: decimalColumn })
  returned_quantity: Decimal;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  code_price: Decimal | null;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  override_unit_price: Decimal | null;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  override_discount: Decimal | null;

  @ForeignKey('Discount', { name: 'fk_sale_items_discount', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  discount_id: string | null;

  /** Where unit_price comes from. */
  @Column('character varying', { length: 20, default: 'base' })
  price_rule: PriceRule;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  base_price: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  unit_price: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  discount_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  cart_discount_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  net_amount: Decimal;

  @Column('character varying', { length: 20, nullable: true })
  tax_code: string | null;

  @Column('numeric', { precision: 7, scale: 4, transformer: decimalColumn })
  tax_rate: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  tax_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  total_amount: Decimal;

  /** By component, as JSON with decimals as text; they sum to tax_amount. */
  @Column('jsonb', { default: [] })
  taxes: LineTax[];

  @Column('character varying', { length: 20, default: 'standard' })
  tax_treatment: TaxTreatment;

  @Column('boolean')
  is_override: boolean;

  @Column('character varying', { length: 500, nullable: true })
  note: string | null;

  @Column('jsonb')
  price_trace: unknown;

  /** The promise of goods that the line kept. */
  @ForeignKey('StockReservation', { name: 'fk_sale_items_reservation', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  reservation_id: string | null;

  /** Of a bundle, else none; they are rows of their own. */
  components: SaleItemComponent[];

  /** Batches and serial numbers that were sold, if it was goods that have any; they are rows of their own. */
  lots: SaleItemLot[];
}
