import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ListDocumentsDto } from '../../shared/list-documents.dto.js';
import { PRIORITIES, type Priority } from '../purchase-request.entity.js';

export class ListRequestsDto extends ListDocumentsDto {
  @IsOptional()
  @IsIn(PRIORITIES)
  @ApiProperty({ enum: PRIORITIES, example: 'urgent' })
  priority?: Priority;
}
