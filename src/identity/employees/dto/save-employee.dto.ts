import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsUUID } from 'class-validator';
import { IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { Trimmed } from '../../../common/http/validation/transforms.js';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';

export class SaveEmployeeDto {
  /** @example "Jane Roe" */
  @IsText(200)
  name: string;

  /** @example Cashier */
  @IsText(100)
  position: string;

  /** The user this employee signs in as. */
  @Nullable()
  @IsUUID()
  user_id?: string | null;

  /** @example E-0042 */
  @Nullable()
  @Trimmed()
  @IsText(50)
  employee_code?: string | null;

  /** @example 2026-03-01 */
  @Nullable()
  @IsDay()
  hire_date?: string | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdateEmployeeDto extends PartialType(SaveEmployeeDto, { skipNullProperties: false }) {}
