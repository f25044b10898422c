import { IsIn, IsOptional, IsString } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { VERDICTS, type Verdict } from '../domain/verdict.js';

export class StartImportQuery {
  /** `true` gives every row its verdict and keeps nothing. */
  @IsOptional()
  @IsString()
  @IsIn(['true', 'false'])
  dry_run?: string;
}

export class ListImportRowsQuery extends ListQuery {
  /** Only rows with this verdict. */
  @IsOptional()
  @IsIn(VERDICTS)
  verdict?: Verdict;
}
