import { PartialType } from '@nestjs/swagger';
import { SaveBrandDto } from './save-brand.dto.js';

/** Sent fields change, unsent ones stay, null clears. */
export class UpdateBrandDto extends PartialType(SaveBrandDto, { skipNullProperties: false }) {}
