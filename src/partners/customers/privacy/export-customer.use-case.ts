import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../../audit/index.js';
import type { Caller } from '../../../common/auth/caller.js';
import { runInTransaction, type Tx } from '../../../common/database/tx.js';
import { Clock } from '../../../common/time/clock.js';
import { CustomerMerged } from '../../partners.errors.js';
import { CustomerReads, type CustomerRow } from '../customer-reads.js';
import { CustomerResponse } from '../dto/customer.response.js';
import { CustomerFiles } from '../files/customer-files.js';
import { CustomerBelongings } from './customer-belongings.js';
import { CustomerExportResponse, type CustomerHistoryResponse } from './dto/customer-export.response.js';

/** Collects everything that is held about a customer. */
@Injectable()
export class ExportCustomer {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly customers: CustomerReads,
    private readonly belongings: CustomerBelongings,
    private readonly files: CustomerFiles,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Also logs that it was done. Throws NotFound, and CustomerMerged for a signpost: ask for the survivor. */
  execute(caller: Caller, id: string): Promise<CustomerExportResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const customer = await this.customers.byId(id, tx);
      if (customer.merged_into_id !== null) throw new CustomerMerged(id, customer.merged_into_id);
      const merged = await this.customers.mergedInto(id, tx);
      const content = await this.content(tx, customer, merged);
      const entry = { action: 'customer.exported', subject_type: 'customer', subject_id: id };
      await this.audit.record(tx, caller, entry);
      return content;
    });
  }

  private async content(
    tx: Tx,
    customer: CustomerRow,
    merged: readonly CustomerRow[],
  ): Promise<CustomerExportResponse> {
    const history: CustomerHistoryResponse[] = [];
    for (const { id } of [...merged, customer])
      history.push(...(await this.audit.history(tx, 'customer', id)));
    return Object.assign(new CustomerExportResponse(), {
      exported_at: this.clock.now(),
      customer: CustomerResponse.from(customer),
      merged_customers: merged.map(CustomerResponse.from),
      ...(await this.belongings.of(tx, customer.id)),
      history,
      records: await this.files.export(tx, customer.id),
    });
  }
}
