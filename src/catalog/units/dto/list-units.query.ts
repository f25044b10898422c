import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';
import { UNIT_KINDS, type UnitKind } from '../unit.entity.js';

export class ListUnitsQuery extends ListQuery {
  /**
   * Part of the name or the code.
   * @example kilo
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  @IsOptional()
  @IsIn(UNIT_KINDS)
  kind?: UnitKind;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}
