import { Injectable, StreamableFile } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { CachedAnswer } from '../../common/http/cached-answer.js';
import { ObjectStorage } from '../../common/storage/object-storage.js';
import type { ImageFile, ImageSize } from './image-sizes.js';

const FILES = `SELECT files FROM product_images WHERE id = $1::uuid`;
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Serves the files of images. Another picture has another id, so what is under an address never changes. */
@Injectable()
export class ImageFiles {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly storage: ObjectStorage,
  ) {}

  /** One statement; the file is opened only when it is to be sent. Throws IMAGE_NOT_FOUND. */
  async find(id: string, size: ImageSize): Promise<CachedAnswer> {
    const [row] = await query<{ files: ImageFile[] }>(this.dataSource, FILES, [id]);
    const file = row?.files.find((each) => each.size === size);
    if (file === undefined) throw new NotFound('image', id);
    return {
      tag: file.hash,
      content_type: 'image/webp',
      cache_control: FOR_EVER,
      // A till's page may come from another origin than this server.
      headers: { 'cross-origin-resource-policy': 'cross-origin' },
      open: () => this.open(id, file),
    };
  }

  private async open(id: string, file: ImageFile): Promise<StreamableFile> {
    const stored = await this.storage.get(file.key);
    if (stored === undefined) throw new NotFound('image', id);
    return new StreamableFile(stored.stream, { length: stored.size });
  }
}
