import { IsOptional, IsUUID } from 'class-validator';

export class StockSummaryQuery {
  /** One location; left out, all of them together. */
  @IsOptional()
  @IsUUID()
  location_id?: string;
}
