import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { PurchaseRequestResponse } from './dto/purchase-request.response.js';
import { RequestSuggestionsDto } from './dto/save-purchase-request.dto.js';
import { RequestFromSuggestions } from './request-suggestions.js';

@ApiTags('purchasing')
@Controller('inventory/reorder-suggestions')
export class ReorderRequestsController {
  constructor(private readonly suggestions: RequestFromSuggestions) {}

  /** Make a purchase request of what a location should order. */
  @Post('request')
  @RequirePermission('purchasing:write')
  @ApiCreatedResponse({ type: PurchaseRequestResponse })
  request(
    @Body() dto: RequestSuggestionsDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.suggestions.execute(write, dto);
  }
}
