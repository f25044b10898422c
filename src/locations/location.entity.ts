import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { decimalColumn } from '../common/database/decimal.transformer.js';
import { MutableEntity } from '../common/database/mutable.entity.js';
import type { Decimal } from '../common/money/decimal.js';
import type { RoundingLevel, RoundingMode } from '../common/money/rounding.js';

/** What a location may be opened as. Beside them there is the one where goods are on their way. */
export const LOCATION_TYPES = ['store', 'warehouse', 'storage', 'virtual'] as const;
export type LocationType = (typeof LOCATION_TYPES)[number] | 'transit';

/** `optional` lets each product decide. */
export const BATCH_TRACKING_MODES = ['disabled', 'optional', 'enforced'] as const;
export type BatchTrackingMode = (typeof BATCH_TRACKING_MODES)[number];

/**
 * Which of several prices of a line counts: the first rule that has one (promotion, group, step, base), or the lowest of
 * them all.
 */
export const PRICE_RESOLUTIONS = ['priority', 'best_price'] as const;
export type PriceResolution = (typeof PRICE_RESOLUTIONS)[number];

/** Which goods leave first: those that came first, or those that expire first. */
export const ISSUE_ORDERS = ['fifo', 'fefo'] as const;
export type IssueOrder = (typeof ISSUE_ORDERS)[number];

/** A place that holds stock or sells, with the policies that hold there. */
@Entity('locations')
@Unique('uq_locations_code', ['code'])
@Index('uq_locations_default', ['is_default'], { unique: true, where: 'is_default' })
@Check('ck_locations_type', `type IN ('store', 'warehouse', 'storage', 'virtual', 'transit')`)
@Check('ck_locations_batch_tracking_mode', `batch_tracking_mode IN ('disabled', 'optional', 'enforced')`)
@Check(
  'ck_locations_rounding_mode',
  `rounding_mode IN ('half_up', 'half_even', 'up', 'down', 'ceiling', 'floor')`,
)
@Check('ck_locations_rounding_level', `rounding_level IN ('line', 'rate', 'document')`)
@Check('ck_locations_cash_rounding', `cash_rounding > 0`)
@Check('ck_locations_price_resolution', `price_resolution IN ('priority', 'best_price')`)
@Check('ck_locations_default_markup_percent', `default_markup_percent >= 0`)
@Check('ck_locations_default_is_active', `is_active OR NOT is_default`)
@Check('ck_locations_issue_order', `issue_order IN ('fifo', 'fefo')`)
@Check('ck_locations_default_expiry_days', `default_expiry_days > 0`)
export class Location extends MutableEntity {
  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('character varying', { length: 20, default: 'store' })
  type: LocationType;

  @Column('character varying', { length: 64, default: 'UTC' })
  time_zone: string;

  @Column('character varying', { length: 3, default: 'USD' })
  currency: string;

  @Column('boolean', { default: false })
  sale_prices_include_tax: boolean;

  @Column('boolean', { default: false })
  purchase_prices_include_tax: boolean;

  @Column('boolean', { default: false })
  allow_negative_stock: boolean;

  @Column('character varying', { length: 20, default: 'optional' })
  batch_tracking_mode: BatchTrackingMode;

  @Column('character varying', { length: 10, default: 'fifo' })
  issue_order: IssueOrder;

  /** When goods expire that come in without a date, counted from the day they come; null when it must be said. */
  @Column('integer', { nullable: true })
  default_expiry_days: number | null;

  @Column('numeric', { precision: 7, scale: 4, default: 30, transformer: decimalColumn })
  default_markup_percent: Decimal;

  @Column('character varying', { length: 20, default: 'priority' })
  price_resolution: PriceResolution;

  @Column('character varying', { length: 20, default: 'half_up' })
  rounding_mode: RoundingMode;

  @Column('character varying', { length: 20, default: 'line' })
  rounding_level: RoundingLevel;

  /** What cash totals are rounded to (0.05, say); null when every cent is paid. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  cash_rounding: Decimal | null;

  @Column('character varying', { length: 500, nullable: true })
  address: string | null;

  @Column('character varying', { length: 50, nullable: true })
  phone: string | null;

  @Column('character varying', { length: 254, nullable: true })
  email: string | null;

  @Column('character varying', { length: 50, nullable: true })
  tax_number: string | null;

  @Column('character varying', { length: 1000, nullable: true })
  receipt_header: string | null;

  @Column('character varying', { length: 1000, nullable: true })
  receipt_footer: string | null;

  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('boolean', { default: false })
  is_default: boolean;
}
