import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';
import { ATTRIBUTE_TYPES, type AttributeType } from '../../domain/attributes.js';

export class ListProductAttributesQuery extends ListQuery {
  /** Only those that a product of this category is asked for: its own, those of what is above it, and everybody's. */
  @IsOptional()
  @IsUUID()
  category_id?: string;

  @IsOptional()
  @IsIn(ATTRIBUTE_TYPES)
  type?: AttributeType;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_filterable?: boolean;
}
