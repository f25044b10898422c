import { IsUUID, ValidateIf } from 'class-validator';

export class MoveCategoryDto {
  /** The new category above; null makes it a root. */
  @ValidateIf((_, value) => value !== null)
  @IsUUID()
  parent_id: string | null;
}
