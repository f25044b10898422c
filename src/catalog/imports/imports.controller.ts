import { Readable } from 'node:stream';
import {
  Controller,
  Get,
  HttpCode,
  Post,
  Query,
  Req,
  Sse,
  UnsupportedMediaTypeException,
  type MessageEvent,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import type { Page } from '../../common/http/list/page.js';
import { StreamBody } from '../../common/http/server/stream-body.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ImportRowResponse } from './dto/import-row.response.js';
import { ListImportRowsQuery, StartImportQuery } from './dto/import.query.js';
import { ImportResponse } from './dto/import.response.js';
import { ImportProgress } from './import-progress.js';
import { ImportReads } from './import-reads.js';
import { ImportUpload } from './import-upload.js';

@ApiTags('product imports')
@Controller('products/import')
@RequirePermission('catalog:write')
export class ImportsController {
  constructor(
    private readonly upload: ImportUpload,
    private readonly reads: ImportReads,
    private readonly progress: ImportProgress,
  ) {}

  /** Import products from a CSV or NDJSON file; a job works it off. */
  @Post()
  @HttpCode(202)
  @StreamBody('text/csv', 'application/x-ndjson')
  @ApiConsumes('text/csv', 'application/x-ndjson')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiAcceptedResponse({ type: ImportResponse })
  async start(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Query() query: StartImportQuery,
  ): Promise<ImportResponse> {
    const format = request.headers['content-type']?.startsWith('text/csv') ? 'csv' : 'ndjson';
    const { body } = request;
    if (!(body instanceof Readable))
      throw new UnsupportedMediaTypeException('Send text/csv or application/x-ndjson.');
    const id = await this.upload.receive(caller, body, { format, is_dry_run: query.dry_run === 'true' });
    return ImportResponse.from(await this.reads.byId(id));
  }

  /** List imports, the latest first. */
  @Get()
  @ApiOkResponse({ type: [ImportResponse] })
  async list(@Query() query: ListQuery): Promise<Page<ImportResponse>> {
    return (await this.reads.list(query)).map(ImportResponse.from);
  }

  /** How far an import has come. */
  @Get(':id')
  @ApiOkResponse({ type: ImportResponse })
  async get(@IdParam() id: string): Promise<ImportResponse> {
    return ImportResponse.from(await this.reads.byId(id));
  }

  /** The rows of an import with the verdict on each. */
  @Get(':id/rows')
  @ApiOkResponse({ type: [ImportRowResponse] })
  rows(@IdParam() id: string, @Query() query: ListImportRowsQuery): Promise<Page<ImportRowResponse>> {
    return this.reads.rows(id, query);
  }

  /** Follow an import live (server-sent events named progress). */
  @Sse(':id/stream')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: ImportResponse })
  async follow(@IdParam() id: string): Promise<Observable<MessageEvent>> {
    await this.reads.byId(id);
    return this.progress.of(id);
  }

  /** Stop an import; the rows it has done stay done. */
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportResponse })
  async cancel(@IdParam() id: string): Promise<ImportResponse> {
    return ImportResponse.from(await this.reads.cancel(id));
  }
}
