import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { IsText } from '../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../common/http/validation/transforms.js';
import { LOCATION_TYPES, type LocationType } from '../location.entity.js';

export class ListLocationsQuery extends ListQuery {
  /**
   * A part of the name or code.
   * @example london
   */
  @IsOptional()
  @IsText(100)
  q?: string;

  /** @example warehouse */
  @IsOptional()
  @IsIn(LOCATION_TYPES)
  type?: LocationType;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}
