import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '../../common/jobs/events.js';
import { Metrics } from './metrics.js';

/** As the sales context publishes it. */
interface SaleCompleted {
  type: 'sales.sale_completed';
  sale_id: string;
  location_id: string;
  total_amount: number;
  currency: string;
}

@Injectable()
export class SalesMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.events.observe<SaleCompleted>('sales.sale_completed', (sale) => {
      this.metrics.sales.inc({ location_id: sale.location_id });
      this.metrics.sales_amount.inc(
        { location_id: sale.location_id, currency: sale.currency },
        sale.total_amount,
      );
    });
  }
}
