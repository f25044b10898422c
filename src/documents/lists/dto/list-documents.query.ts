import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { STATUS_MEANINGS, type StatusMeaning } from '../../workflow/document-header.js';

export class ListDocumentsQuery extends ListQuery {
  /** @example delivery_receipt */
  @IsOptional()
  @IsText(40)
  type?: string;

  /**
   * Code of a status.
   * @example completed
   */
  @IsOptional()
  @IsText(40)
  status?: string;

  /** @example completed */
  @ApiProperty({ enum: STATUS_MEANINGS, required: false })
  @IsOptional()
  @IsIn(STATUS_MEANINGS)
  status_meaning?: StatusMeaning;

  @IsOptional()
  @IsUUID()
  location_id?: string;

  /** A supplier or customer. */
  @IsOptional()
  @IsUUID()
  partner_id?: string;

  /** The document they were made from. */
  @IsOptional()
  @IsUUID()
  source_document_id?: string;

  /**
   * First business day.
   * @example 2026-11-01
   */
  @IsOptional()
  @IsDay()
  from?: string;

  /**
   * Last business day, included.
   * @example 2026-11-30
   */
  @IsOptional()
  @IsDay()
  to?: string;

  /**
   * A part of the number, the external reference or the notes.
   * @example PO-0000
   */
  @IsOptional()
  @IsText(100)
  q?: string;
}
