import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ListReviewsQuery } from './dto/list-reviews.query.js';
import { ReviewResponse, ReviewSummaryResponse } from './dto/review.response.js';
import { HideReviewDto, SaveReviewDto, UpdateReviewDto } from './dto/save-review.dto.js';
import { ReviewChanges } from './review-changes.js';
import { Reviews } from './reviews.service.js';

@ApiTags('reviews')
@Controller('products/:id/reviews')
export class ReviewsController {
  constructor(
    private readonly reviews: Reviews,
    private readonly changes: ReviewChanges,
  ) {}

  /** List a product's reviews, the latest first. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [ReviewResponse] })
  list(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Query() query: ListReviewsQuery,
  ): Promise<Page<ReviewResponse>> {
    return this.reviews.list(caller, id, query);
  }

  /** Sum up a product's reviews: stars on average, and how often each number was given. */
  @Get('summary')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: ReviewSummaryResponse })
  summary(@IdParam() id: string): Promise<ReviewSummaryResponse> {
    return this.reviews.summary(id);
  }

  /** Review a product; once for each user. */
  @Post()
  @RequirePermission('account:self')
  @ApiCreatedResponse({ type: ReviewResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: SaveReviewDto,
  ): Promise<ReviewResponse> {
    return this.reviews.get(caller, id, await this.changes.create(caller, id, input));
  }

  /** Get a review. */
  @Get(':review_id')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: ReviewResponse })
  get(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('review_id') reviewId: string,
  ): Promise<ReviewResponse> {
    return this.reviews.get(caller, id, reviewId);
  }

  /** Change the sent fields of one's own review. */
  @Put(':review_id')
  @RequirePermission('account:self')
  @ApiOkResponse({ type: ReviewResponse })
  async put(
    @CurrentCaller() caller: Caller,
    @IdParam() productId: string,
    @IdParam('review_id') id: string,
    @Body() input: UpdateReviewDto,
    @IfMatch() expectedVersion?: number,
  ): Promise<ReviewResponse> {
    await this.changes.update(caller, { productId, id, expectedVersion }, input);
    return this.reviews.get(caller, productId, id);
  }

  /** Change the sent fields of one's own review. */
  @Patch(':review_id')
  @RequirePermission('account:self')
  @ApiOkResponse({ type: ReviewResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() productId: string,
    @IdParam('review_id') id: string,
    @Body() input: UpdateReviewDto,
    @IfMatch() expectedVersion?: number,
  ): Promise<ReviewResponse> {
    await this.changes.update(caller, { productId, id, expectedVersion }, input);
    return this.reviews.get(caller, productId, id);
  }

  /** Delete one's own review, or as a moderator any. */
  @Delete(':review_id')
  @HttpCode(204)
  @RequirePermission('account:self')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() productId: string,
    @IdParam('review_id') id: string,
    @IfMatch() expectedVersion?: number,
  ): Promise<void> {
    return this.changes.remove(caller, { productId, id, expectedVersion });
  }

  /** Hide a review from the public. */
  @Post(':review_id/hide')
  @HttpCode(200)
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ReviewResponse })
  async hide(
    @CurrentCaller() caller: Caller,
    @IdParam() productId: string,
    @IdParam('review_id') id: string,
    @Body() { reason }: HideReviewDto,
  ): Promise<ReviewResponse> {
    const hidden = { is_hidden: true, hidden_reason: reason ?? null };
    await this.changes.moderate(caller, { productId, id }, hidden);
    return this.reviews.get(caller, productId, id);
  }

  /** Show a hidden review again. */
  @Post(':review_id/unhide')
  @HttpCode(200)
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ReviewResponse })
  async unhide(
    @CurrentCaller() caller: Caller,
    @IdParam() productId: string,
    @IdParam('review_id') id: string,
  ): Promise<ReviewResponse> {
    await this.changes.moderate(caller, { productId, id }, { is_hidden: false, hidden_reason: null });
    return this.reviews.get(caller, productId, id);
  }
}
