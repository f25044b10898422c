import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/statement.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory, type StockPlace } from '../../locations/index.js';

/** A place, and what day it is there. */
export interface StockPlaceNow {
  place: StockPlace;
  occurred_at: Date;
  business_date: string;
}

/** Where something happens, and on which business day. */
@Injectable()
export class PlaceClock {
  constructor(
    private readonly locations: LocationDirectory,
    private readonly clock: Clock,
  ) {}

  instant(): Date {
    return this.clock.now();
  }

  /** The default location when no id is given. Throws a field error on `location_id`. */
  async now(db: Queryable, location_id: string | undefined): Promise<StockPlaceNow> {
    const place = await this.locations.location(db, location_id);
    const occurred_at = this.clock.now();
    return { place, occurred_at, business_date: businessDate(occurred_at, place.time_zone) };
  }
}
