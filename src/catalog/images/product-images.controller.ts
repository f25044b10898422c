import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { StreamBody } from '../../common/http/server/stream-body.js';
import { CurrentUpload, PendingUpload } from '../../common/http/uploads/pending-upload.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ImageResponse } from './dto/image.response.js';
import { OrderImagesDto, UpdateImageDto } from './dto/save-image.dto.js';
import { UploadImageQuery } from './dto/upload-image.query.js';
import { ImageUploads } from './image-uploads.js';
import { ProductImages } from './product-images.service.js';

const FORM = {
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'string', format: 'binary', description: 'JPEG, PNG, WebP, GIF or AVIF, up to 10 MiB.' },
    alt_text: { type: 'string', maxLength: 300 },
    is_primary: { type: 'boolean' },
  },
};

@ApiTags('products')
@Controller('products/:id/images')
export class ProductImagesController {
  constructor(
    private readonly images: ProductImages,
    private readonly uploads: ImageUploads,
  ) {}

  /** List a product's images, the main one first. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [ImageResponse] })
  list(@IdParam() id: string): Promise<ImageResponse[]> {
    return this.images.list(id);
  }

  /** Upload an image: the field "file" of a form, or the body itself with its image type. */
  @Post()
  @RequirePermission('catalog:write')
  @StreamBody(
    'multipart/form-data',
    'application/octet-stream',
    'image/avif',
    'image/gif',
    'image/jpeg',
    'image/png',
    'image/webp',
  )
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @ApiCreatedResponse({ type: ImageResponse })
  upload(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @CurrentUpload() upload: PendingUpload,
    @Query() query: UploadImageQuery,
  ): Promise<ImageResponse> {
    return this.uploads.add(caller, id, upload, query);
  }

  /** Put a product's images in order; the first becomes the main one. */
  @Put('order')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: [ImageResponse] })
  order(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: OrderImagesDto,
  ): Promise<ImageResponse[]> {
    return this.images.order(caller, id, input.image_ids);
  }

  /** Say what an image shows. */
  @Patch(':image_id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ImageResponse })
  describe(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('image_id') imageId: string,
    @Body() input: UpdateImageDto,
    @IfMatch() version?: number,
  ): Promise<ImageResponse> {
    return this.images.describe(caller, id, imageId, input, version);
  }

  /** Make an image the product's main one. */
  @Post(':image_id/primary')
  @HttpCode(200)
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: [ImageResponse] })
  makePrimary(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('image_id') imageId: string,
  ): Promise<ImageResponse[]> {
    return this.images.makePrimary(caller, id, imageId);
  }

  /** Delete an image; its files follow. */
  @Delete(':image_id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('image_id') imageId: string,
  ): Promise<void> {
    return this.images.remove(caller, id, imageId);
  }
}
