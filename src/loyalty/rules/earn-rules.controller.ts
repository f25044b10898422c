import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { EarnRuleResponse } from './dto/earn-rule.response.js';
import { ListEarnRulesQuery } from './dto/list-earn-rules.query.js';
import { SaveEarnRuleDto, UpdateEarnRuleDto } from './dto/save-earn-rule.dto.js';
import { EarnRulesService } from './earn-rules.service.js';

@ApiTags('loyalty')
@Controller('loyalty-programs/:program_id/earn-rules')
export class EarnRulesController {
  constructor(private readonly rules: EarnRulesService) {}

  /** List what products, categories and brands earn instead of the program's rate. */
  @Get()
  @RequirePermission('loyalty:read')
  @ApiOkResponse({ type: [EarnRuleResponse] })
  list(
    @IdParam('program_id') program_id: string,
    @Query() query: ListEarnRulesQuery,
  ): Promise<Page<EarnRuleResponse>> {
    return this.rules.list(program_id, query);
  }

  /** Give a product, category or brand a rate of its own; 0 excludes it. */
  @Post()
  @RequirePermission('loyalty:write')
  @ApiCreatedResponse({ type: EarnRuleResponse })
  create(
    @CurrentCaller() caller: Caller,
    @IdParam('program_id') program_id: string,
    @Body() input: SaveEarnRuleDto,
  ): Promise<EarnRuleResponse> {
    return this.rules.create(caller, program_id, input);
  }

  /** Change the rate of an earn rule. */
  @Put(':id')
  @RequirePermission('loyalty:write')
  @ApiOkResponse({ type: EarnRuleResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam('program_id') program_id: string,
    @IdParam() id: string,
    @Body() input: UpdateEarnRuleDto,
    @IfMatch() version?: number,
  ): Promise<EarnRuleResponse> {
    return this.rules.update(caller, { program_id, id, version }, input);
  }

  /** Change the rate of an earn rule. */
  @Patch(':id')
  @RequirePermission('loyalty:write')
  @ApiOkResponse({ type: EarnRuleResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam('program_id') program_id: string,
    @IdParam() id: string,
    @Body() input: UpdateEarnRuleDto,
    @IfMatch() version?: number,
  ): Promise<EarnRuleResponse> {
    return this.rules.update(caller, { program_id, id, version }, input);
  }

  /** Delete an earn rule. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('loyalty:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam('program_id') program_id: string,
    @IdParam() id: string,
    @IfMatch() version?: number,
  ): Promise<void> {
    return this.rules.remove(caller, { program_id, id, version });
  }
}
