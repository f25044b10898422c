import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { ImageFile } from './image-sizes.js';

/** A picture of a product; the one at position 0 is its main one. Its files are in the object storage. */
@Entity('product_images')
@Unique('uq_product_images_content', ['product_id', 'content_hash'])
@Unique('uq_product_images_position', ['product_id', 'position'], { deferrable: 'INITIALLY DEFERRED' })
@Check('ck_product_images_files', `jsonb_typeof(files) = 'array'`)
@Check('ck_product_images_size', 'width > 0 AND height > 0')
@Check('ck_product_images_position', 'position >= 0')
export class ProductImage extends MutableEntity {
  @ForeignKey('Product', { name: 'fk_product_images_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  /** SHA-256 of what was uploaded. */
  @Column('character', { length: 64 })
  content_hash: string;

  @Column('jsonb')
  files: ImageFile[];

  /** Of the largest file. */
  @Column('integer')
  width: number;

  @Column('integer')
  height: number;

  @Column('character varying', { length: 300, nullable: true })
  alt_text: string | null;

  @Column('integer')
  position: number;
}
