import { IsOptional, IsUUID } from 'class-validator';
import { PeriodRequest } from '../period/report.dto.js';

export class PaymentsReportRequest extends PeriodRequest {
  /** Only money moved by this cashier: a user's or an employee's id. */
  @IsOptional()
  @IsUUID()
  cashier_id?: string;
}
