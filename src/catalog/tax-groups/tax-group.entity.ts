import { Check, Column, Entity, Index } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

/** A tax rate that products share. A product without a group is untaxed. */
@Entity('tax_groups')
@Index('uq_tax_groups_code', { synchronize: false })
@Index('uq_tax_groups_default', { synchronize: false })
@Check('ck_tax_groups_rate', 'rate BETWEEN 0 AND 100')
export class TaxGroup extends MutableEntity {
  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  /** Percent: 20 means 20 %. What the general components come to together, when there are any. */
  @Column('numeric', { precision: 7, scale: 4, transformer: decimalColumn })
  rate: Decimal;

  /** Overrides the location's rule for this group's products; null follows the location. */
  @Column('boolean', { nullable: true })
  prices_include_tax: boolean | null;

  /** A business customer with a VAT number owes the tax itself: none is charged. */
  @Column('boolean', { default: false })
  is_reverse_charge: boolean;

  /** New products get the default group unless they name one. At most one group is the default. */
  @Column('boolean', { default: false })
  is_default: boolean;
}
