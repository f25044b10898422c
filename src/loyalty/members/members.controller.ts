import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { ListMembersQuery } from './dto/list-members.query.js';
import { LeftMemberResponse } from './dto/left-member.response.js';
import { MemberResponse } from './dto/member.response.js';
import { EnrolMemberDto, UpdateMemberDto } from './dto/save-member.dto.js';
import { MemberReads } from './member-reads.js';
import { MembersService } from './members.service.js';

@ApiTags('loyalty')
@Controller('loyalty-programs/:program_id/members')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly reads: MemberReads,
  ) {}

  /** List the members of a program. */
  @Get()
  @RequirePermission('loyalty:read')
  @ApiOkResponse({ type: [MemberResponse] })
  async list(
    @IdParam('program_id') program_id: string,
    @Query() query: ListMembersQuery,
  ): Promise<Page<MemberResponse>> {
    return (await this.reads.list({ ...query, program_id })).map(MemberResponse.from);
  }

  /** Make a customer a member of a program. */
  @Post()
  @RequirePermission('loyalty:enrol')
  @ApiCreatedResponse({ type: MemberResponse })
  enrol(
    @CurrentCaller() caller: Caller,
    @IdParam('program_id') program_id: string,
    @Body() input: EnrolMemberDto,
  ): Promise<MemberResponse> {
    return this.members.enrol(caller, program_id, input);
  }

  /** Get a member with points and tier. */
  @Get(':id')
  @RequirePermission('loyalty:read')
  @ApiOkResponse({ type: MemberResponse })
  async get(@IdParam('program_id') program_id: string, @IdParam() id: string): Promise<MemberResponse> {
    return MemberResponse.from(await this.reads.byId(id, program_id));
  }

  /** Give a member another card. */
  @Put(':id')
  @RequirePermission('loyalty:write')
  @ApiOkResponse({ type: MemberResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam('program_id') program_id: string,
    @IdParam() id: string,
    @Body() input: UpdateMemberDto,
    @IfMatch() version?: number,
  ): Promise<MemberResponse> {
    return this.members.update(caller, { program_id, id, version }, input);
  }

  /** Give a member another card. */
  @Patch(':id')
  @RequirePermission('loyalty:write')
  @ApiOkResponse({ type: MemberResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam('program_id') program_id: string,
    @IdParam() id: string,
    @Body() input: UpdateMemberDto,
    @IfMatch() version?: number,
  ): Promise<MemberResponse> {
    return this.members.update(caller, { program_id, id, version }, input);
  }

  /** End a membership; the points that are left are forfeited. */
  @Post(':id/leave')
  @HttpCode(200)
  @RequirePermission('loyalty:write')
  @ApiOkResponse({ type: LeftMemberResponse })
  leave(
    @CurrentWrite() write: WriteRequest,
    @IdParam('program_id') program_id: string,
    @IdParam() id: string,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<LeftMemberResponse>> {
    return this.members.leave(write, { program_id, id, version });
  }
}
