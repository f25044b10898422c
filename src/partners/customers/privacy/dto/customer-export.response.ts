import { ApiProperty } from '@nestjs/swagger';
import { CustomerDayResponse } from '../../days/dto/customer-day.response.js';
import { CustomerResponse } from '../../dto/customer.response.js';
import { CustomerSiteResponse } from '../../sites/dto/customer-site.response.js';

export class CustomerHistoryResponse {
  created_at: Date;
  /** @example customer.updated */
  action: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: { city: 'Rome' } })
  before: object | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: { city: 'Oslo' } })
  after: object | null;
}

export class CustomerExportResponse {
  exported_at: Date;
  customer: CustomerResponse;
  /** The customers who were merged into this one, as they were. */
  merged_customers: CustomerResponse[];
  sites: CustomerSiteResponse[];
  schedules: CustomerDayResponse[];
  /** Every recorded change to them. */
  history: CustomerHistoryResponse[];
  /** What each other part of the system holds, by its name. */
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { sales: [{ order_number: 'S-000042' }] },
  })
  records: Record<string, unknown>;
}
