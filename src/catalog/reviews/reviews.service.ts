import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { ProductReads } from '../products/product-reads.js';
import type { ListReviewsQuery } from './dto/list-reviews.query.js';
import { ReviewResponse, type ReviewSummaryResponse } from './dto/review.response.js';
import { BY_ID, reviewList, SUMMARY, type ReviewRow, type SummaryRow } from './review.sql.js';

interface Reader {
  id: string;
  isModerator: boolean;
}

function readerOf({ actor }: Caller): Reader {
  return { id: actor.id, isModerator: can(actor, 'catalog:write') };
}

/** Reads what users think of products. Hidden reviews are seen by moderators and their author alone. */
@Injectable()
export class Reviews {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly products: ProductReads,
  ) {}

  /** The latest first. Throws PRODUCT_NOT_FOUND. */
  async list(caller: Caller, productId: string, request: ListReviewsQuery): Promise<Page<ReviewResponse>> {
    const reader = readerOf(caller);
    const plan = reviewList(productId, reader, request);
    const page = await listRows<ReviewRow>(this.dataSource, plan, request);
    if (page.items.length === 0) await this.products.byId(this.dataSource, productId);
    return page.map((row) => ReviewResponse.from(row, reader));
  }

  /** Throws REVIEW_NOT_FOUND, also for a hidden one that the caller may not see. */
  async get(caller: Caller, productId: string, id: string): Promise<ReviewResponse> {
    const reader = readerOf(caller);
    const [row] = await query<ReviewRow>(this.dataSource, BY_ID, [productId, id]);
    if (row === undefined || (row.is_hidden && !reader.isModerator && row.user_id !== reader.id)) {
      throw new NotFound('review', id);
    }
    return ReviewResponse.from(row, reader);
  }

  /** Throws PRODUCT_NOT_FOUND. */
  async summary(productId: string): Promise<ReviewSummaryResponse> {
    const [row] = await query<SummaryRow>(this.dataSource, SUMMARY, [productId]);
    if (row === undefined) throw new NotFound('product', productId);
    return { ...row, average_rating: row.average_rating === null ? null : Number(row.average_rating) };
  }
}
