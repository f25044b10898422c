import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { IsText } from '../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../common/http/validation/transforms.js';

export class ListSettingsQuery extends ListQuery {
  /**
   * How the key begins.
   * @example receipt.
   */
  @IsOptional()
  @IsText(100)
  prefix?: string;

  /** Whether the system itself reads the key. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_known?: boolean;
}
