import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';

export class ListCategoriesQuery extends ListQuery {
  /**
   * Part of the name.
   * @example kitchen
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  /** Only what is directly below this category. */
  @IsOptional()
  @IsUUID()
  parent_id?: string;

  /** Nested instead of flat: the roots, each with its children. Then nothing else is taken. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  tree?: boolean;
}
