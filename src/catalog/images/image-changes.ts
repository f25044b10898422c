import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ProductChanges } from '../products/product-changes.js';
import type { Product } from '../products/product.entity.js';
import { imageUrl } from './image-sizes.js';
import { imagesOf, orderImages, type ImageRow } from './image-store.js';

const OWN_URLS = '/v1/images/';
// Variants show their template's image until they have one of their own.
const VARIANTS_FOLLOW = `
  UPDATE products SET image_url = $3::text, version = version + 1, updated_at = now()
  WHERE parent_id = $1::uuid AND image_url = $2::text`;

/** Changes the images of a product, and with them its `image_url`. */
@Injectable()
export class ImageChanges {
  constructor(private readonly products: ProductChanges) {}

  /**
   * Runs `change` on the product's images while its row is locked. `change` answers the ids in their new order. When
   * another image comes first, the product's image_url follows, and so do the variants that showed the old one.
   */
  async run(
    caller: Caller,
    productId: string,
    change: (tx: Tx, images: ImageRow[]) => Promise<string[]>,
  ): Promise<void> {
    await this.products.edit(caller, { id: productId }, async (tx, product) => {
      const images = await imagesOf(tx, productId);
      const ids = await change(tx, images);
      await orderImages(tx, productId, ids);
      if (ids[0] !== images[0]?.id) await this.follow(tx, product, ids[0]);
    });
  }

  private async follow(tx: Tx, product: Product, main: string | undefined): Promise<void> {
    const shown = product.image_url;
    const isOurs = shown?.startsWith(OWN_URLS) === true;
    // An address that somebody set by hand outlives the images.
    if (main === undefined && !isOurs) return;
    product.image_url = main === undefined ? null : imageUrl(main, 'large');
    if (isOurs) await query(tx, VARIANTS_FOLLOW, [product.id, shown, product.image_url]);
  }
}
