import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, type HealthCheckResult } from '@nestjs/terminus';
import { SkipThrottle } from '@nestjs/throttler';
import { Public } from '../../common/auth/public.decorator.js';
import { HealthResponse, ReadinessResponse } from './dto/health.response.js';
import { NotReady } from './health.errors.js';
import { Readiness } from './readiness.js';

function refuse(error: unknown): never {
  if (!(error instanceof ServiceUnavailableException)) throw error;
  throw new NotReady(error.getResponse() as HealthCheckResult);
}

@ApiTags('system')
@Public()
@SkipThrottle({ default: true, signing_in: true })
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly readiness: Readiness,
  ) {}

  /** The server runs; says nothing about the database. */
  @Get()
  @ApiOkResponse({ type: HealthResponse })
  healthy(): HealthResponse {
    return new HealthResponse();
  }

  /** The process is alive; restart it when this does not answer. */
  @Get('live')
  @ApiOkResponse({ type: HealthResponse })
  live(): HealthResponse {
    return new HealthResponse();
  }

  /** Requests can be sent here: database, migrations, disk, storage of files and job queue. */
  @Get('ready')
  @ApiOkResponse({ type: ReadinessResponse })
  async ready(): Promise<ReadinessResponse> {
    const { readiness } = this;
    const checks = [
      readiness.database(),
      readiness.migrations(),
      readiness.disk(),
      readiness.storage(),
      readiness.jobQueue(),
    ];
    const result = await this.health.check(checks.map((check) => () => check)).catch(refuse);
    return ReadinessResponse.from(result);
  }
}
