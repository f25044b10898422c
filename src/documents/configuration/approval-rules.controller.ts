import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ApprovalRulesService } from './approval-rules.service.js';
import { ApprovalRuleResponse } from './dto/approval-rule.response.js';
import { SaveApprovalRuleDto, UpdateApprovalRuleDto } from './dto/save-approval-rule.dto.js';

@ApiTags('document types')
@Controller('document-types/:code/approval-rules')
export class ApprovalRulesController {
  constructor(private readonly rules: ApprovalRulesService) {}

  /** List who must approve what of a type. */
  @Get()
  @RequirePermission('documents:read')
  @ApiOkResponse({ type: [ApprovalRuleResponse] })
  list(@Param('code') code: string): Promise<ApprovalRuleResponse[]> {
    return this.rules.list(code);
  }

  /** Make an approval rule; approvals of its step that have not taken effect are void. */
  @Post()
  @RequirePermission('documents:configure')
  @ApiCreatedResponse({ type: ApprovalRuleResponse })
  create(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @Body() input: SaveApprovalRuleDto,
  ): Promise<ApprovalRuleResponse> {
    return this.rules.create(caller, code, input);
  }

  /** Get an approval rule. */
  @Get(':id')
  @RequirePermission('documents:read')
  @ApiOkResponse({ type: ApprovalRuleResponse })
  get(@Param('code') code: string, @IdParam() id: string): Promise<ApprovalRuleResponse> {
    return this.rules.get(code, id);
  }

  /** Change the sent fields of an approval rule. */
  @Put(':id')
  @RequirePermission('documents:configure')
  @ApiOkResponse({ type: ApprovalRuleResponse })
  put(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @IdParam() id: string,
    @Body() input: UpdateApprovalRuleDto,
    @IfMatch() version?: number,
  ): Promise<ApprovalRuleResponse> {
    return this.rules.update(caller, { type: code, id, version }, input);
  }

  /** Change the sent fields of an approval rule. */
  @Patch(':id')
  @RequirePermission('documents:configure')
  @ApiOkResponse({ type: ApprovalRuleResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @IdParam() id: string,
    @Body() input: UpdateApprovalRuleDto,
    @IfMatch() version?: number,
  ): Promise<ApprovalRuleResponse> {
    return this.rules.update(caller, { type: code, id, version }, input);
  }

  /** Delete an approval rule. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('documents:configure')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @IdParam() id: string,
    @IfMatch() version?: number,
  ): Promise<void> {
    return this.rules.remove(caller, { type: code, id, version });
  }
}
