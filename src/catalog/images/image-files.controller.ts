import {
  Controller,
  Get,
  Headers,
  Param,
  Res,
  type PipeTransform,
  type StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../common/auth/public.decorator.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import { sendCached } from '../../common/http/cached-answer.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ImageFiles } from './image-files.js';
import { IMAGE_SIZE_NAMES, type ImageSize } from './image-sizes.js';

class SizePipe implements PipeTransform<string, ImageSize> {
  transform(value: string): ImageSize {
    const size = IMAGE_SIZE_NAMES.find((name) => name === value);
    if (size !== undefined) return size;
    const message = `size must be one of ${IMAGE_SIZE_NAMES.join(', ')}`;
    throw new ValidationFailed([{ field: 'size', code: 'IS_IN', message }]);
  }
}

@ApiTags('products')
@Controller('images')
export class ImageFilesController {
  constructor(private readonly files: ImageFiles) {}

  /** Show an image. Its address is its key: whoever has it may look. */
  @Get(':id/:size')
  @Public()
  @ApiParam({ name: 'size', enum: IMAGE_SIZE_NAMES })
  @ApiProduces('image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary', example: 'RIFF…WEBP' } })
  async show(
    @IdParam() id: string,
    @Param('size', SizePipe) size: ImageSize,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-none-match') ifNoneMatch?: string,
  ): Promise<StreamableFile | undefined> {
    return sendCached(reply, ifNoneMatch, await this.files.find(id, size));
  }
}
