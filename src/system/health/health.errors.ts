import type { HealthCheckResult } from '@nestjs/terminus';
import { DomainError } from '../../common/errors/domain-error.js';
import { ReadinessResponse } from './dto/health.response.js';

/** At least one check says down. */
export class NotReady extends DomainError {
  constructor(result: HealthCheckResult) {
    const { status: _, ...checks } = ReadinessResponse.from(result);
    const down = Object.entries(checks).filter(([, check]) => check.status === 'down');
    super('unavailable', 'NOT_READY', `Not ready: ${down.map(([name]) => name).join(', ')}.`, { checks });
  }
}
