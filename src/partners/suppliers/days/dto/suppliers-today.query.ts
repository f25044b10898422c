import { IntersectionType } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../../common/http/list/list-query.dto.js';
import { IsInstant } from '../../../../common/http/validation/day-or-instant.js';
import { QueryBoolean } from '../../../../common/http/validation/transforms.js';

/** A moment, by the clock of a place. */
export class MomentQuery {
  /**
   * The moment it is about; now unless said otherwise.
   * @example 2026-11-20T10:15:00Z
   */
  @IsOptional()
  @IsInstant()
  at?: string;

  /** The location by whose clock days and times are meant; the default location unless said otherwise. */
  @IsOptional()
  @IsUUID()
  location_id?: string;
}

export class DeliveriesTodayQuery extends IntersectionType(ListQuery, MomentQuery) {}

export class OrderTodayQuery extends IntersectionType(ListQuery, MomentQuery) {
  /** Also those whose deadline has passed. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  include_closed?: boolean;
}
