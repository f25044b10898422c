import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What a sale was worth when a member earned points with it, and what of it was given back since. */
@Entity('loyalty_sales')
@Check(
  'ck_loyalty_sales_amounts',
  `amount > 0 AND points_amount BETWEEN 0 AND amount AND goods_refunded >= 0 AND allowances >= 0 AND points_refunded >= 0`,
)
export class LoyaltySale {
  @ForeignKey('Sale', { name: 'fk_loyalty_sales_sale', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_loyalty_sales' })
  sale_id: string;

  @Index('ix_loyalty_sales_member')
  @ForeignKey('LoyaltyMember', { name: 'fk_loyalty_sales_member', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_loyalty_sales' })
  member_id: string;

  /** By sale_item_id, what the line earned before rounding; decimals as text. */
  @Column('jsonb')
  exact: Record<string, string>;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  amount: Decimal;

  /** What of it was paid with points. */
  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  points_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, default: 0, transformer: decimalColumn })
  goods_refunded: Decimal;

  @Column('numeric', { precision: 19, scale: 4, default: 0, transformer: decimalColumn })
  allowances: Decimal;

  @Column('numeric', { precision: 19, scale: 4, default: 0, transformer: decimalColumn })
  points_refunded: Decimal;

  /** By sale_item_id, how much came back; decimals as text. */
  @Column('jsonb', { default: {} })
  returned: Record<string, { returned: string; sold: string }>;
}
