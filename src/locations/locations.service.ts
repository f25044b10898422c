import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../audit/index.js';
import type { Caller } from '../common/auth/caller.js';
import { newId } from '../common/database/new-id.js';
import { violates } from '../common/database/sql-state.js';
import { runInTransaction, type Tx } from '../common/database/tx.js';
import { lockVersioned, sentFields, updateVersioned } from '../common/database/update-versioned.js';
import { NotFound } from '../common/errors/domain-error.js';
import { Events } from '../common/jobs/events.js';
import { optionalDecimal, type Decimal } from '../common/money/decimal.js';
import { vacateDefault } from './default-location.js';
import { assertSound, assertTimeZone } from './location-checks.js';
import { Location } from './location.entity.js';
import { isReferenced, removeLocation } from './location-references.js';
import { TRANSIT_LOCATION_ID } from './default-ids.js';
import { LocationResponse } from './dto/location.response.js';
import type { SaveLocationDto, UpdateLocationDto } from './dto/save-location.dto.js';
import { LocationReads, type LocationRow } from './location-reads.js';
import { MARKUP_CHANGED, type MarkupChanged } from './markup-changed.event.js';
import {
  DefaultLocationRequired,
  LocationCodeTaken,
  LocationCurrencyFixed,
  LocationInUse,
} from './locations.errors.js';

type LocationColumns = Omit<UpdateLocationDto, 'default_markup_percent' | 'cash_rounding'> & {
  default_markup_percent?: Decimal;
  cash_rounding?: Decimal | null;
};

function columnsOf(dto: UpdateLocationDto): LocationColumns {
  return {
    ...dto,
    default_markup_percent: optionalDecimal(dto.default_markup_percent),
    cash_rounding: optionalDecimal(dto.cash_rounding),
  };
}

/** Where goods are on their way belongs to the system: for its routes it does not exist. */
function refuseTransit(id: string): void {
  if (id === TRANSIT_LOCATION_ID) throw new NotFound('location', id);
}

function updated(id: string, before: object, after: object): AuditEntry {
  return { action: 'location.updated', subject_type: 'location', subject_id: id, before, after };
}

/** Whether what it makes of a cost may be another price. */
function pricesOtherwise(before: Location, after: Location): boolean {
  return (
    !before.default_markup_percent.equals(after.default_markup_percent) ||
    before.rounding_mode !== after.rounding_mode ||
    before.currency !== after.currency
  );
}

/** Opens, changes and closes locations. There is always exactly one default, and it is active. */
@Injectable()
export class LocationsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: LocationReads,
    private readonly events: Events,
  ) {}

  /**
   * Time zone and currency are the default location's unless given.
   * Throws LocationCodeTaken and field errors on `time_zone`, `cash_rounding` and `is_default`.
   */
  create(caller: Caller, dto: SaveLocationDto): Promise<LocationRow> {
    const id = newId();
    return this.change(dto.code, async (tx) => {
      await assertTimeZone(tx, dto.time_zone);
      const { time_zone, currency } = await tx.findOneByOrFail(Location, { is_default: true });
      const values = { time_zone, currency, is_active: true, ...sentFields(columnsOf(dto)) };
      assertSound(values);
      await this.moveDefault(tx, caller, { id, is_default: dto.is_default });
      await tx.insert(Location, { ...values, id });
      const row = await this.reads.byId(id, tx);
      const after = LocationResponse.from(row);
      await this.audit.record(tx, caller, {
        action: 'location.created',
        subject_type: 'location',
        subject_id: id,
        after,
      });
      return row;
    });
  }

  /** Throws what `create` throws, DefaultLocationRequired and LocationCurrencyFixed. */
  update(
    caller: Caller,
    target: { id: string; version?: number },
    dto: UpdateLocationDto,
  ): Promise<LocationRow> {
    const { id, version } = target;
    refuseTransit(id);
    const change = { entity: Location, what: 'location', id, expectedVersion: version };
    return this.change(dto.code, async (tx) => {
      await assertTimeZone(tx, dto.time_zone);
      await this.moveDefault(tx, caller, { id, is_default: dto.is_default });
      const present = await lockVersioned(tx, change);
      if (present.is_default && (dto.is_default === false || dto.is_active === false))
        throw new DefaultLocationRequired();
      if (dto.currency !== undefined && dto.currency !== present.currency && (await isReferenced(tx, id))) {
        throw new LocationCurrencyFixed();
      }
      assertSound({ ...present, ...sentFields(columnsOf(dto)) });
      const { before, after } = await updateVersioned<Location>(tx, change, columnsOf(dto));
      await this.audit.record(tx, caller, updated(id, before, after));
      if (pricesOtherwise(before, after)) {
        await this.events.publish<MarkupChanged>(tx, { type: MARKUP_CHANGED, location_id: id });
      }
      return this.reads.byId(id, tx);
    });
  }

  /** Removes a location, and its registers, that nothing refers to. Throws LocationInUse, DefaultLocationRequired. */
  remove(caller: Caller, target: { id: string; version?: number }): Promise<void> {
    const { id, version } = target;
    refuseTransit(id);
    return runInTransaction(this.dataSource, async (tx) => {
      const before = await lockVersioned(tx, {
        entity: Location,
        what: 'location',
        id,
        expectedVersion: version,
      });
      if (before.is_default) throw new DefaultLocationRequired();
      if (!(await removeLocation(tx, id))) throw new LocationInUse();
      await this.audit.record(tx, caller, {
        action: 'location.deleted',
        subject_type: 'location',
        subject_id: id,
        before,
      });
    });
  }

  private async moveDefault(
    tx: Tx,
    caller: Caller,
    heir: { id: string; is_default?: boolean },
  ): Promise<void> {
    if (heir.is_default !== true) return;
    const former = await vacateDefault(tx, heir.id);
    const entries = former.map((id) => updated(id, { is_default: true }, { is_default: false }));
    await this.audit.recordMany(tx, caller, entries);
  }

  private async change(
    code: string | undefined,
    work: (tx: Tx) => Promise<LocationRow>,
  ): Promise<LocationRow> {
    try {
      return await runInTransaction(this.dataSource, work);
    } catch (error) {
      if (violates(error, 'uq_locations_code')) throw new LocationCodeTaken(code ?? '');
      throw error;
    }
  }
}
