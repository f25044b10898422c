import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { PointsEntryResponse } from './dto/entry.response.js';
import { ListEntriesQuery } from './dto/list-entries.query.js';
import { ListAllMembersQuery } from './dto/list-members.query.js';
import { MemberResponse } from './dto/member.response.js';
import { MemberReads } from './member-reads.js';

/** Members whatever their program: a till reads a card and asks whose it is. */
@ApiTags('loyalty')
@Controller('loyalty-members')
@RequirePermission('loyalty:read')
export class MemberLookupController {
  constructor(private readonly reads: MemberReads) {}

  /** List members of all programs, or find the one who has a card. */
  @Get()
  @ApiOkResponse({ type: [MemberResponse] })
  async list(@Query() query: ListAllMembersQuery): Promise<Page<MemberResponse>> {
    return (await this.reads.list(query)).map(MemberResponse.from);
  }

  /** Get a member with points and tier. */
  @Get(':id')
  @ApiOkResponse({ type: MemberResponse })
  async get(@IdParam() id: string): Promise<MemberResponse> {
    return MemberResponse.from(await this.reads.byId(id));
  }

  /** List every movement of a member's points, the latest first. */
  @Get(':id/entries')
  @ApiOkResponse({ type: [PointsEntryResponse] })
  async entries(@IdParam() id: string, @Query() query: ListEntriesQuery): Promise<Page<PointsEntryResponse>> {
    return (await this.reads.entries(id, query)).map(PointsEntryResponse.from);
  }
}
