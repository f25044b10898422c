import { IsIn, IsOptional } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { ATTENTION_REASONS, type AttentionReason } from '../../domain/attention.js';

export class AttentionQuery extends ListQuery {
  /** Only those with this reason. */
  @IsOptional()
  @IsIn(ATTENTION_REASONS)
  reason?: AttentionReason;
}
