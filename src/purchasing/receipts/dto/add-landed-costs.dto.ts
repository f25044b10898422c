import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, IsUUID, ValidateNested } from 'class-validator';
import { IsMoney, IsText, Nullable } from '../../../common/http/validation/decorators.js';
import { ALLOCATIONS, type Allocation } from '../../domain/landed-costs.js';

export class LandedCostDto {
  /** @example Freight */
  @IsText(200)
  description: string;

  /**
   * Without tax, in the delivery's currency.
   * @example 10
   */
  @IsMoney({ min: 0.0001 })
  amount: number;

  /** What the shares of the lines are measured by. */
  @IsIn(ALLOCATIONS)
  @ApiProperty({ enum: ALLOCATIONS, example: 'quantity' })
  allocation: Allocation;

  /** Who charges it; absent = the supplier of the goods. */
  @Nullable()
  @IsUUID()
  supplier_id?: string | null;
}

export class AddLandedCostsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => LandedCostDto)
  costs: LandedCostDto[];
}
