import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { runInTransaction } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import { ProductReads } from '../products/product-reads.js';
import { ImageResponse } from './dto/image.response.js';
import type { UpdateImageDto } from './dto/save-image.dto.js';
import { ImageChanges } from './image-changes.js';
import { imagesOf, removeImage, type ImageRow } from './image-store.js';
import { ProductImage } from './product-image.entity.js';

/** The images of a product, the main one first. */
@Injectable()
export class ProductImages {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly products: ProductReads,
    private readonly changes: ImageChanges,
    private readonly audit: AuditTrail,
  ) {}

  async list(productId: string): Promise<ImageResponse[]> {
    const rows = await imagesOf(this.dataSource, productId);
    if (rows.length === 0) await this.products.byId(this.dataSource, productId);
    return rows.map((row) => ImageResponse.from(row));
  }

  async describe(
    caller: Caller,
    productId: string,
    id: string,
    input: UpdateImageDto,
    expectedVersion?: number,
  ): Promise<ImageResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: ProductImage, what: 'image', id, expectedVersion };
      if ((await lockVersioned(tx, target)).product_id !== productId) throw new NotFound('image', id);
      const { before, after } = await updateVersioned<ProductImage>(tx, target, input);
      const entry = { action: 'product_image.updated', subject_type: 'product_image', subject_id: id };
      await this.audit.record(tx, caller, { ...entry, before, after });
      return ImageResponse.from(after);
    });
  }

  /** `ids` must name every image of the product. */
  async order(caller: Caller, productId: string, ids: string[]): Promise<ImageResponse[]> {
    const wanted = ids.map((id) => id.toLowerCase());
    await this.changes.run(caller, productId, (_tx, images) => {
      const isComplete = images.length === wanted.length && images.every(({ id }) => wanted.includes(id));
      if (isComplete) return Promise.resolve(wanted);
      throw new InvalidField(
        'image_ids',
        'NOT_ALL_IMAGES',
        'image_ids must name every image of the product once',
      );
    });
    return this.list(productId);
  }

  async makePrimary(caller: Caller, productId: string, id: string): Promise<ImageResponse[]> {
    await this.changes.run(caller, productId, (_tx, images) =>
      Promise.resolve([found(images, id).id, ...without(images, id)]),
    );
    return this.list(productId);
  }

  /** When the main one goes, the next takes its place. */
  async remove(caller: Caller, productId: string, id: string): Promise<void> {
    await this.changes.run(caller, productId, async (tx, images) => {
      const before = found(images, id);
      await removeImage(tx, productId, id);
      const entry = { action: 'product_image.deleted', subject_type: 'product_image', subject_id: id };
      await this.audit.record(tx, caller, { ...entry, before });
      return without(images, id);
    });
  }
}

function found(images: readonly ImageRow[], id: string): ImageRow {
  const image = images.find((each) => each.id === id);
  if (image === undefined) throw new NotFound('image', id);
  return image;
}

function without(images: readonly ImageRow[], id: string): string[] {
  return images.map((image) => image.id).filter((each) => each !== id);
}
