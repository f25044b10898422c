import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { ENTRY_KINDS, type EntryKind } from '../../entities/loyalty-entry.entity.js';

export class ListEntriesQuery extends ListQuery {
  /** @example earn */
  @IsOptional()
  @IsIn(ENTRY_KINDS)
  kind?: EntryKind;

  @IsOptional()
  @IsUUID()
  sale_id?: string;
}
