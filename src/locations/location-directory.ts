import { Injectable } from '@nestjs/common';
import { query, queryOne, type Queryable } from '../common/database/statement.js';
import { InvalidField, ValidationFailed, type FieldError } from '../common/errors/domain-error.js';
import { Decimal } from '../common/money/decimal.js';
import type { BatchTrackingMode, LocationType } from './location.entity.js';
import {
  SELLING_PLACE,
  locationFault,
  sellingFaults,
  sellingPlaceOf,
  type SellingPlace,
  type SellingPlaceRow,
} from './selling-place.js';

/** A location as stock sees it. */
export interface StockPlace {
  location_id: string;
  code: string;
  name: string;
  type: LocationType;
  time_zone: string;
  currency: string;
  allow_negative_stock: boolean;
  batch_tracking_mode: BatchTrackingMode;
  purchase_prices_include_tax: boolean;
  default_markup_percent: Decimal;
}

/** A location as its papers name it. */
export interface Letterhead {
  name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  tax_number: string | null;
}

const LETTERHEAD = `SELECT name, address, phone, email, tax_number FROM locations WHERE id = $1::uuid`;

const STOCK_PLACE = `
  SELECT is_active, default_markup_percent,
         json_build_object(
           'location_id', id, 'code', code, 'name', name, 'type', type, 'time_zone', time_zone,
           'currency', currency, 'allow_negative_stock', allow_negative_stock,
           'batch_tracking_mode', batch_tracking_mode,
           'purchase_prices_include_tax', purchase_prices_include_tax) AS place
  FROM locations
  WHERE id = coalesce($1::uuid, (SELECT id FROM locations WHERE is_default)) AND type <> 'transit'`;

interface StockPlaceRow {
  is_active: boolean;
  default_markup_percent: string;
  place: Omit<StockPlace, 'default_markup_percent'>;
}

function refusal(faults: readonly [FieldError, ...FieldError[]]): Error {
  const [{ field, code, message }, ...more] = faults;
  return more.length === 0 ? new InvalidField(field, code, message) : new ValidationFailed(faults);
}

/** Finds the place where something is sold or stored. Reads only, without locks, one statement a call. */
@Injectable()
export class LocationDirectory {
  /**
   * The register and location of a sale. The location is the given one, else the register's, else the default; the
   * register is the given one, else the location's default. Throws field errors (422) on `location_id` and
   * `register_id` for ones that are unknown, closed, or do not belong together.
   */
  async context(
    db: Queryable,
    wanted: { location_id?: string; register_id?: string },
  ): Promise<SellingPlace> {
    const { location_id = null, register_id = null } = wanted;
    const row = await queryOne<SellingPlaceRow>(db, SELLING_PLACE, [location_id, register_id]);
    const [fault, ...more] = sellingFaults(row, register_id !== null);
    if (fault !== undefined) throw refusal([fault, ...more]);
    return sellingPlaceOf(row);
  }

  /** How a location that exists names itself on paper. One statement. */
  letterhead(db: Queryable, location_id: string): Promise<Letterhead> {
    return queryOne<Letterhead>(db, LETTERHEAD, [location_id]);
  }

  /**
   * A location for stock, the default one when no id is given; never the one where goods are on their way. Throws a
   * field error (422) on `field`.
   */
  async location(db: Queryable, location_id?: string, field = 'location_id'): Promise<StockPlace> {
    const [row] = await query<StockPlaceRow | undefined>(db, STOCK_PLACE, [location_id ?? null]);
    const fault = locationFault(row?.is_active, field);
    if (row === undefined || fault !== undefined) throw refusal([fault ?? locationFault(undefined, field)!]);
    return { ...row.place, default_markup_percent: new Decimal(row.default_markup_percent) };
  }
}
