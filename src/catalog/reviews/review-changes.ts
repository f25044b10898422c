import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { SaveReviewDto, UpdateReviewDto } from './dto/save-review.dto.js';
import { ProductReview } from './product-review.entity.js';
import { NotYourReview, ReviewExists } from './review.errors.js';

/** Which review is meant, and which version of it the caller saw. */
export interface ReviewTarget {
  productId: string;
  id: string;
  expectedVersion?: number;
}

/** Writes reviews: one for each user and product, changed by its author alone, hidden by moderators. */
@Injectable()
export class ReviewChanges {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  /** Answers the new review's id. Throws PRODUCT_NOT_FOUND and REVIEW_EXISTS. */
  async create(caller: Caller, productId: string, input: SaveReviewDto): Promise<string> {
    const key = { product_id: productId, user_id: caller.actor.id };
    try {
      return await runInTransaction(this.dataSource, async (tx) => {
        const review = tx.create(ProductReview, {
          title: null,
          comment: null,
          ...input,
          ...key,
          id: newId(),
        });
        await tx.insert(ProductReview, review);
        await this.note(tx, caller, 'review.created', { id: review.id, after: review });
        return review.id;
      });
    } catch (error) {
      if (violates(error, 'fk_product_reviews_product')) throw new NotFound('product', productId);
      if (!violates(error, 'uq_product_reviews_user')) throw error;
      const mine = await this.dataSource.manager.findOneBy(ProductReview, key);
      throw new ReviewExists(mine?.id);
    }
  }

  /** A hidden one stays hidden. Throws REVIEW_NOT_FOUND, NOT_YOUR_REVIEW and STALE_VERSION. */
  async update(caller: Caller, target: ReviewTarget, input: UpdateReviewDto): Promise<void> {
    await this.change(caller, target, input, 'review.updated', (review) => {
      if (review.user_id !== caller.actor.id) throw new NotYourReview('change');
    });
  }

  /** Takes it from view and from the average, or gives it back. */
  async moderate(
    caller: Caller,
    target: ReviewTarget,
    to: Pick<ProductReview, 'is_hidden' | 'hidden_reason'>,
  ): Promise<void> {
    await this.change(caller, target, to, to.is_hidden ? 'review.hidden' : 'review.shown', () => undefined);
  }

  /** By its author, or by a moderator. */
  async remove(caller: Caller, target: ReviewTarget): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const before = await this.lock(tx, target);
      if (before.user_id !== caller.actor.id && !can(caller.actor, 'catalog:write')) {
        throw new NotYourReview('delete');
      }
      await tx.delete(ProductReview, { id: target.id });
      await this.note(tx, caller, 'review.deleted', { id: target.id, before });
    });
  }

  private async change(
    caller: Caller,
    target: ReviewTarget,
    patch: Partial<ProductReview> | UpdateReviewDto,
    action: string,
    check: (review: ProductReview) => void,
  ): Promise<void> {
    const { id, expectedVersion } = target;
    await runInTransaction(this.dataSource, async (tx) => {
      check(await this.lock(tx, target));
      const what = { entity: ProductReview, what: 'review', id, expectedVersion };
      const { before, after } = await updateVersioned<ProductReview>(tx, what, patch);
      await this.note(tx, caller, action, { id, before, after });
    });
  }

  private async lock(tx: Tx, { productId, id, expectedVersion }: ReviewTarget): Promise<ProductReview> {
    const target = { entity: ProductReview, what: 'review', id, expectedVersion };
    const review = await lockVersioned(tx, target);
    if (review.product_id !== productId) throw new NotFound('review', id);
    return review;
  }

  private note(
    tx: Tx,
    caller: Caller,
    action: string,
    change: { id: string; before?: ProductReview; after?: ProductReview },
  ): Promise<void> {
    const { id, before, after } = change;
    return this.audit.record(tx, caller, {
      action,
      subject_type: 'product_review',
      subject_id: id,
      before,
      after,
    });
  }
}
