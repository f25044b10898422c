import { IsBoolean, IsOptional } from 'class-validator';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';
import { ListPartnerDocumentsDto } from '../../shared/list-documents.dto.js';

export class ListOrdersDto extends ListPartnerDocumentsDto {
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_urgent?: boolean;
}
