import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../common/auth/require-permission.decorator.js';
import type { Page } from '../common/http/list/page.js';
import { IdParam } from '../common/http/validation/id-param.js';
import { AuditLogReads } from './audit-log-reads.js';
import { AuditEntryResponse } from './dto/audit-entry.response.js';
import { ListAuditLogQuery } from './dto/list-audit-log.query.js';

@ApiTags('audit')
@Controller('audit-log')
@RequirePermission('audit:read')
export class AuditLogController {
  constructor(private readonly log: AuditLogReads) {}

  /** List who did what, latest first. */
  @Get()
  @ApiOkResponse({ type: [AuditEntryResponse] })
  async list(@Query() query: ListAuditLogQuery): Promise<Page<AuditEntryResponse>> {
    return (await this.log.list(query)).map(AuditEntryResponse.from);
  }

  /** Get one entry of the audit log. */
  @Get(':id')
  @ApiOkResponse({ type: AuditEntryResponse })
  async get(@IdParam() id: string): Promise<AuditEntryResponse> {
    return AuditEntryResponse.from(await this.log.byId(id));
  }
}
