import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import type { Page } from '../../common/http/list/page.js';
import { DocumentSearch } from './document-search.query.js';
import { DocumentSummaryResponse } from './dto/document-summary.response.js';
import { ListDocumentsQuery } from './dto/list-documents.query.js';
import { PendingApprovalResponse } from './dto/pending-approval.response.js';
import { PendingApprovals } from './pending-approvals.query.js';

@ApiTags('documents')
@Controller('documents')
@RequirePermission('documents:read')
export class DocumentsController {
  constructor(
    private readonly search: DocumentSearch,
    private readonly approvals: PendingApprovals,
  ) {}

  /** Search documents of all types that the caller may read, latest first. */
  @Get()
  @ApiOkResponse({ type: [DocumentSummaryResponse] })
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: ListDocumentsQuery,
  ): Promise<Page<DocumentSummaryResponse>> {
    return (await this.search.list(caller, query)).map(DocumentSummaryResponse.from);
  }

  /** List what waits for the caller's approval, longest first. */
  @Get('pending-approvals')
  @ApiOkResponse({ type: [PendingApprovalResponse] })
  async pending(
    @CurrentCaller() caller: Caller,
    @Query() query: ListQuery,
  ): Promise<Page<PendingApprovalResponse>> {
    return (await this.approvals.list(caller, query)).map(PendingApprovalResponse.from);
  }
}
