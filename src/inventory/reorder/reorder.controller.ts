import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { ListReorderSuggestionsQuery } from './dto/reorder.dto.js';
import { ReorderSuggestionResponse } from './dto/reorder.response.js';
import { ReorderSuggestions } from './reorder-suggestions.js';

@ApiTags('inventory')
@Controller('inventory/reorder-suggestions')
export class ReorderController {
  constructor(private readonly suggestions: ReorderSuggestions) {}

  /** List what a location should order, from how fast it sells, how long an order takes, and what is on its way. */
  @Get()
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [ReorderSuggestionResponse] })
  list(
    @CurrentCaller() { actor }: Caller,
    @Query() query: ListReorderSuggestionsQuery,
  ): Promise<Page<ReorderSuggestionResponse>> {
    return this.suggestions.list(query, can(actor, 'costs:read'));
  }
}
