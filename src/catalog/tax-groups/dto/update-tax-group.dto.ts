import { PartialType } from '@nestjs/swagger';
import { SaveTaxGroupDto } from './save-tax-group.dto.js';

/** Sent fields change, unsent ones stay, null clears. */
export class UpdateTaxGroupDto extends PartialType(SaveTaxGroupDto, { skipNullProperties: false }) {}
