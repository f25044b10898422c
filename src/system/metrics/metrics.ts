import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Everything that /metrics tells. One registry for each application, so that several can live in one process. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  readonly sales = new Counter({
    name: 'opentill_sales_completed_total',
    help: 'Sales completed by this process.',
    labelNames: ['location_id'],
    registers: [this.registry],
  });

  readonly sales_amount = new Counter({
    name: 'opentill_sales_amount_total',
    help: 'Totals of completed sales in major units of their currency, by this process.',
    labelNames: ['location_id', 'currency'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
