import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID, ValidateNested } from 'class-validator';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import { IsQuantity, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { IsSerialNumbers, MAX_STOCK_LINES, StockLineDto } from '../../lines/stock-line.dto.js';

export class TransferLineDto extends StockLineDto {
  /** @example For the window */
  @Nullable()
  @IsText(500)
  note?: string | null;
}

export class CreateTransferDto {
  /** Where the goods leave; the default location when left out. */
  @Optional()
  @IsUUID()
  location_id?: string;

  /** Where they go. */
  @IsUUID()
  to_location_id: string;

  /**
   * When they should be there.
   * @example 2026-11-30
   */
  @Nullable()
  @IsDay()
  expected_on?: string | null;

  /** @example WB-2026-118 */
  @Nullable()
  @IsText(100)
  external_reference?: string | null;

  @Nullable()
  @IsText(2000)
  notes?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_STOCK_LINES)
  @ValidateNested({ each: true })
  @Type(() => TransferLineDto)
  lines: TransferLineDto[];
}

/** Sent fields change; sent lines replace all lines. */
export class UpdateTransferDto extends PartialType(CreateTransferDto, { skipNullProperties: false }) {}

export class ArrivalDto {
  /** The line of the transfer. */
  @IsUUID()
  line_id: string;

  /**
   * In the product's own unit.
   * @example 58
   */
  @IsQuantity({ min: 0 })
  received_quantity: number;

  /**
   * What will not come any more; booked as a loss.
   * @example 2
   */
  @Nullable()
  @IsQuantity({ min: 0 })
  lost_quantity?: number | null;

  /**
   * Needed for a loss.
   * @example Broken on the way
   */
  @Nullable()
  @IsText(500)
  reason?: string | null;

  /**
   * Which pieces came, unless all did.
   * @example ["SN-1001"]
   */
  @Nullable()
  @IsSerialNumbers()
  serial_numbers?: string[] | null;

  /**
   * Which pieces got lost.
   * @example ["SN-1002"]
   */
  @Nullable()
  @IsSerialNumbers()
  lost_serial_numbers?: string[] | null;
}

export class ReceiveTransferDto {
  /** What came of which line; left out, everything on its way. */
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_STOCK_LINES)
  @ValidateNested({ each: true })
  @Type(() => ArrivalDto)
  lines?: ArrivalDto[];
}
