import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { PendingUpload } from '../../common/http/uploads/pending-upload.js';
import { Turns } from '../../common/http/uploads/turns.js';
import { InputValidationPipe } from '../../common/http/validation/validation.pipe.js';
import { FileClaims } from '../../common/storage/file-claims.js';
import { ObjectStorage } from '../../common/storage/object-storage.js';
import { ProductReads } from '../products/product-reads.js';
import { ImageResponse } from './dto/image.response.js';
import { UploadImageQuery } from './dto/upload-image.query.js';
import { ImageChanges } from './image-changes.js';
import { drawSizes, MAX_IMAGE_BYTES, sha256, type DrawnImage } from './image-codec.js';
import type { ImageFile } from './image-sizes.js';
import { addImage, imagesOf, MAX_IMAGES, sameImage, type NewImage } from './image-store.js';
import { ImageExists, TooManyImages } from './image.errors.js';

/** Files held in memory at once in this process, and uploads that may wait for that. */
const READ_AT_ONCE = 3;
const MAY_WAIT = 30;

interface Drawing {
  content_hash: string;
  drawn: DrawnImage[];
  details: UploadImageQuery;
}

/** Takes in images: read, drawn anew in every size, stored, and only then written down. */
@Injectable()
export class ImageUploads {
  private readonly reading = new Turns(READ_AT_ONCE, MAY_WAIT);
  private readonly drawing = new Turns(1, READ_AT_ONCE);
  private readonly form = new InputValidationPipe();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly products: ProductReads,
    private readonly changes: ImageChanges,
    private readonly storage: ObjectStorage,
    private readonly claims: FileClaims,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws PRODUCT_NOT_FOUND, IMAGE_EXISTS, TOO_MANY_IMAGES, UnusableImage, STORAGE_UNAVAILABLE and TOO_BUSY. */
  async add(
    caller: Caller,
    productId: string,
    upload: PendingUpload,
    said: UploadImageQuery,
  ): Promise<ImageResponse> {
    await this.products.byId(this.dataSource, productId);
    const { content_hash, drawn, details } = await this.reading.take(() =>
      this.draw(productId, upload, said),
    );
    const id = newId();
    const files = await this.store(id, drawn);
    const { width, height } = drawn[0]!;
    const image = {
      id,
      product_id: productId,
      content_hash,
      files,
      width,
      height,
      alt_text: details.alt_text ?? null,
    };
    await this.write(caller, image, details.is_primary === true);
    return this.answer(productId, id);
  }

  private async draw(productId: string, upload: PendingUpload, said: UploadImageQuery): Promise<Drawing> {
    const { file, fields } = await upload.read(MAX_IMAGE_BYTES);
    const details = (await this.form.transform(
      { ...said, ...fields },
      { type: 'query', metatype: UploadImageQuery },
    )) as UploadImageQuery;
    const content_hash = sha256(file);
    const same = await sameImage(this.dataSource, productId, content_hash);
    if (same !== undefined) throw new ImageExists(same);
    return { content_hash, details, drawn: await this.drawing.take(() => drawSizes(file)) };
  }

  private async store(id: string, drawn: readonly DrawnImage[]): Promise<ImageFile[]> {
    const files = drawn.map(({ size, bytes, hash, width, height }) => ({
      size,
      key: `product-images/${hash.slice(0, 2)}/${hash}-${id}-${size}.webp`,
      hash,
      width,
      height,
      bytes: bytes.length,
    }));
    await this.claims.reserve(files.map(({ key }) => key));
    const put = (key: string, n: number): Promise<void> =>
      this.storage.put(key, drawn[n]!.bytes, { content_type: 'image/webp' });
    await Promise.all(files.map(({ key }, n) => put(key, n)));
    return files;
  }

  private async write(caller: Caller, image: NewImage, isPrimary: boolean): Promise<void> {
    const { id, product_id, content_hash, files, ...rest } = image;
    await this.changes.run(caller, product_id, async (tx, images) => {
      const same = await sameImage(tx, product_id, content_hash);
      if (same !== undefined) throw new ImageExists(same);
      if (images.length >= MAX_IMAGES) throw new TooManyImages(MAX_IMAGES);
      await addImage(tx, image);
      const keys = files.map(({ key }) => key);
      await this.claims.claim(tx, keys);
      const after = { product_id, ...rest };
      await this.audit.record(tx, caller, {
        action: 'product_image.added',
        subject_type: 'product_image',
        subject_id: id,
        after,
      });
      const others = images.map((other) => other.id);
      return isPrimary ? [id, ...others] : [...others, id];
    });
  }

  private async answer(productId: string, id: string): Promise<ImageResponse> {
    const image = (await imagesOf(this.dataSource, productId)).find((each) => each.id === id);
    if (image === undefined) throw new NotFound('image', id);
    return ImageResponse.from(image);
  }
}
