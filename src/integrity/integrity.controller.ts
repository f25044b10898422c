import { Controller, Get } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { RequirePermission } from '../common/auth/require-permission.decorator.js';
import { auditIntegrity } from './integrity-audit.js';
import { IntegrityResponse } from './integrity.response.js';

@ApiTags('integrity')
@Controller('integrity')
export class IntegrityController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Recompute stock, money, numbers and the receipt chain, and list every drift */
  @Get()
  @RequirePermission('integrity:read')
  @ApiOkResponse({ type: IntegrityResponse })
  check(): Promise<IntegrityResponse> {
    return auditIntegrity(this.dataSource);
  }
}
