import { Controller, Get, Headers, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { sendCached } from '../../common/http/cached-answer.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { BarcodeImages } from './barcode-images.service.js';
import { DrawBarcodeQuery } from './dto/draw-barcode.query.js';

@ApiTags('products')
@RequirePermission('catalog:read')
@Controller('products/:id')
export class BarcodeImagesController {
  constructor(private readonly images: BarcodeImages) {}

  /** Draw a product's barcode as SVG. */
  @Get('barcode.svg')
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string', example: '<svg viewBox="0 0 385 169">…</svg>' } })
  async svg(
    @IdParam() id: string,
    @Query() query: DrawBarcodeQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-none-match') ifNoneMatch?: string,
  ): Promise<StreamableFile | undefined> {
    return sendCached(reply, ifNoneMatch, await this.images.find(id, query, 'svg'));
  }

  /** Draw a product's barcode as PNG. */
  @Get('barcode.png')
  @ApiProduces('image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary', example: 'PNG…' } })
  async png(
    @IdParam() id: string,
    @Query() query: DrawBarcodeQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-none-match') ifNoneMatch?: string,
  ): Promise<StreamableFile | undefined> {
    return sendCached(reply, ifNoneMatch, await this.images.find(id, query, 'png'));
  }
}
