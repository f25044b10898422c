import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AboutController } from './about/about.controller.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { DatabaseMetrics } from './metrics/database-metrics.js';
import { JobMetrics } from './metrics/job-metrics.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { SalesMetrics } from './metrics/sales-metrics.js';

/** What runs the server needs to know: that it lives, whether it is ready, how it does, and how to call it. */
@Module({
  // Why a check failed is in its answer; terminus would log it on every probe.
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [AboutController, HealthController, MetricsController],
  providers: [Readiness, Metrics, DatabaseMetrics, JobMetrics, SalesMetrics],
})
export class SystemModule {}
