import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../common/database/tx.js';
import { CustomerWeekService } from '../days/customer-week.service.js';
import { CustomerDayResponse } from '../days/dto/customer-day.response.js';
import { CustomerSiteReads } from '../sites/customer-site-reads.js';
import { CustomerSiteResponse } from '../sites/dto/customer-site.response.js';
import type { CustomerExportResponse } from './dto/customer-export.response.js';

/** What partners itself keeps beside a customer's row. */
@Injectable()
export class CustomerBelongings {
  constructor(
    private readonly sites: CustomerSiteReads,
    private readonly weeks: CustomerWeekService,
  ) {}

  async of(tx: Tx, id: string): Promise<Pick<CustomerExportResponse, 'sites' | 'schedules'>> {
    const sites = (await this.sites.all(id, tx)).map(CustomerSiteResponse.from);
    return { sites, schedules: (await this.weeks.week(id, tx)).map(CustomerDayResponse.from) };
  }
}
