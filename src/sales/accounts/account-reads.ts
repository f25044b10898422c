import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { Page } from '../../common/http/list/page.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory } from '../../locations/index.js';
import { AccountLedger } from '../../payments/index.js';
import type { ListSalesQuery } from '../dto/list-sales.dto.js';
import type { SaleSummaryResponse } from '../dto/sale-summary.response.js';
import { ListSales } from '../queries/list-sales.query.js';
import { AccountHolders } from './account-holders.js';
import type { ReceivablesQuery } from './dto/receivables.query.js';
import { ReceivablesResponse } from './dto/receivables.response.js';
import type { StatementQuery } from './dto/statement.query.js';
import { StatementResponse } from './dto/statement.response.js';

/** What the shop knows of a customer's buying and owing. Every read throws NotFound for an unknown customer. */
@Injectable()
export class AccountReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly holders: AccountHolders,
    private readonly locations: LocationDirectory,
    private readonly accounts: AccountLedger,
    private readonly sales: ListSales,
    private readonly clock: Clock,
  ) {}

  async statement(customer_id: string, { from, to, ...page }: StatementQuery): Promise<StatementResponse> {
    await this.holders.find(this.dataSource, customer_id);
    const last = to ?? (await this.today());
    const period = { from: from ?? `${last.slice(0, 7)}-01`, to: last };
    if (period.from > period.to) {
      throw new InvalidField('from', 'PERIOD_REVERSED', `from must not be after ${period.to}.`);
    }
    const statement = await this.accounts.statement(this.dataSource, customer_id, { ...period, ...page });
    return StatementResponse.from(customer_id, period, statement);
  }

  async receivables(customer_id: string, page: ReceivablesQuery): Promise<ReceivablesResponse> {
    await this.holders.find(this.dataSource, customer_id);
    const open = await this.accounts.receivables(this.dataSource, customer_id);
    return ReceivablesResponse.from(customer_id, await this.today(), open, page);
  }

  async salesOf(customer_id: string, request: ListSalesQuery): Promise<Page<SaleSummaryResponse>> {
    await this.holders.find(this.dataSource, customer_id);
    return this.sales.run({ ...request, customer_id });
  }

  /** The business day at the default location. */
  async today(): Promise<string> {
    const { time_zone } = await this.locations.location(this.dataSource);
    return businessDate(this.clock.now(), time_zone);
  }
}
