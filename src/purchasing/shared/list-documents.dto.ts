import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { IsDay } from '../../common/http/validation/day-or-instant.js';
import { IsText } from '../../common/http/validation/decorators.js';
import { STATUS_MEANINGS, type StatusMeaning } from '../../documents/index.js';

/** What lists of documents filter by. */
export class ListDocumentsDto extends ListQuery {
  /**
   * Name or code of a status, in any case.
   * @example Pending
   */
  @IsOptional()
  @IsText(100)
  status?: string;

  /** What the status means, whatever it is called. */
  @IsOptional()
  @IsIn(STATUS_MEANINGS)
  @ApiProperty({ enum: STATUS_MEANINGS, example: 'draft' })
  status_meaning?: StatusMeaning;

  @IsOptional()
  @IsUUID()
  location_id?: string;

  /** @example PO-000042 */
  @IsOptional()
  @IsText(80)
  number?: string;

  /**
   * The first business day.
   * @example 2026-11-01
   */
  @IsOptional()
  @IsDay()
  start_date?: string;

  /**
   * The last business day.
   * @example 2026-11-30
   */
  @IsOptional()
  @IsDay()
  end_date?: string;
}

/** Those of a supplier. */
export class ListPartnerDocumentsDto extends ListDocumentsDto {
  @IsOptional()
  @IsUUID()
  supplier_id?: string;
}
