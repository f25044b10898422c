import { IsOptional } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { IsText } from '../../common/http/validation/decorators.js';

export class ListNumberSeriesQuery extends ListQuery {
  /**
   * How the key begins.
   * @example receipt:
   */
  @IsOptional()
  @IsText(100)
  key_prefix?: string;
}
