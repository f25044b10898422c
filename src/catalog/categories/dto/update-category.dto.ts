import { PartialType } from '@nestjs/swagger';
import { SaveCategoryDto } from './save-category.dto.js';

/** Sent fields change, unsent ones stay, null clears. */
export class UpdateCategoryDto extends PartialType(SaveCategoryDto, { skipNullProperties: false }) {}
