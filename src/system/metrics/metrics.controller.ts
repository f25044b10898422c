import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { Registry } from 'prom-client';
import { Public } from '../../common/auth/public.decorator.js';
import { Metrics } from './metrics.js';
import { MetricsGuard } from './metrics.guard.js';

@ApiTags('system')
@Public()
@SkipThrottle({ default: true, signing_in: true })
@UseGuards(MetricsGuard)
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** Metrics in the Prometheus text format. */
  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string', example: 'opentill_jobs_total{outcome="done"} 12' } })
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
