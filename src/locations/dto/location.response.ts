import type { RoundingLevel, RoundingMode } from '../../common/money/rounding.js';
import type { BatchTrackingMode, IssueOrder, LocationType, PriceResolution } from '../location.entity.js';
import type { LocationRow } from '../location-reads.js';

export class LocationResponse {
  /** @example 01900000-0000-7000-8000-000000000101 */
  id: string;
  /** @example LON1 */
  code: string;
  /** @example London Bridge */
  name: string;
  /** @example store */
  type: LocationType;
  /** @example Europe/London */
  time_zone: string;
  /** @example GBP */
  currency: string;
  sale_prices_include_tax: boolean;
  purchase_prices_include_tax: boolean;
  allow_negative_stock: boolean;
  /** @example optional */
  batch_tracking_mode: BatchTrackingMode;
  /** @example fifo */
  issue_order: IssueOrder;
  /**
   * When goods expire that come in without a date, counted from the day they come.
   * @example 180
   */
  default_expiry_days: number | null;
  /** @example 30 */
  default_markup_percent: number;
  /** @example priority */
  price_resolution: PriceResolution;
  /** @example half_up */
  rounding_mode: RoundingMode;
  /** @example line */
  rounding_level: RoundingLevel;
  /**
   * What cash totals are rounded to; null when every cent is paid.
   * @example 0.05
   */
  cash_rounding: number | null;
  /** @example 1 Tooley Street, London */
  address: string | null;
  /** @example +44 20 7946 0958 */
  phone: string | null;
  /** @example london@shop.example */
  email: string | null;
  /** @example GB123456789 */
  tax_number: string | null;
  receipt_header: string | null;
  receipt_footer: string | null;
  is_active: boolean;
  is_default: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: LocationRow): LocationResponse {
    const response = new LocationResponse();
    response.id = row.id;
    response.code = row.code;
    response.name = row.name;
    response.type = row.type;
    response.time_zone = row.time_zone;
    response.currency = row.currency;
    response.sale_prices_include_tax = row.sale_prices_include_tax;
    response.purchase_prices_include_tax = row.purchase_prices_include_tax;
    response.allow_negative_stock = row.allow_negative_stock;
    response.batch_tracking_mode = row.batch_tracking_mode;
    response.issue_order = row.issue_order;
    response.default_expiry_days = row.default_expiry_days;
    response.default_markup_percent = Number(row.default_markup_percent);
    response.price_resolution = row.price_resolution;
    response.rounding_mode = row.rounding_mode;
    response.rounding_level = row.rounding_level;
    response.cash_rounding = row.cash_rounding === null ? null : Number(row.cash_rounding);
    response.address = row.address;
    response.phone = row.phone;
    response.email = row.email;
    response.tax_number = row.tax_number;
    response.receipt_header = row.receipt_header;
    response.receipt_footer = row.receipt_footer;
    response.is_active = row.is_active;
    response.is_default = row.is_default;
    response.version = row.version;
    response.created_at = row.created_at;
    response.updated_at = row.updated_at;
    return response;
  }
}
