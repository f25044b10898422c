import type { HealthCheckResult, HealthIndicatorResult } from '@nestjs/terminus';
import { VERSION } from '../../about/package-info.js';

export class HealthResponse {
  /** @example healthy */
  status: string = 'healthy';

  /** @example 0.1.0 */
  version: string = VERSION;
}

export class CheckResponse {
  /**
   * `degraded` needs attention but does not keep the server from selling.
   * @example up
   */
  status: 'up' | 'degraded' | 'down';

  /** What is wrong, if anything. */
  message?: string;

  static from({ status, message }: HealthIndicatorResult[string]): CheckResponse {
    return Object.assign(new CheckResponse(), {
      status,
      ...(message === undefined ? {} : { message: String(message) }),
    });
  }
}

export class ReadinessResponse {
  /** @example ok */
  status: 'ok' | 'degraded';

  /** Connections can be made and answer. */
  database: CheckResponse;

  /** The schema is the one this code was written for. */
  migrations: CheckResponse;

  /** There is room to write. */
  disk: CheckResponse;

  /** Files such as images can be stored. */
  storage: CheckResponse;

  /** Background jobs are being worked off. */
  job_queue: CheckResponse;

  static from({ status, details }: HealthCheckResult): ReadinessResponse {
    const response = Object.assign(new ReadinessResponse(), { status });
    for (const [name, check] of Object.entries(details))
      Object.assign(response, { [name]: CheckResponse.from(check) });
    return response;
  }
}
