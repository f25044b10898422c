import { DomainError } from '../../common/errors/domain-error.js';

export class ReviewExists extends DomainError {
  constructor(review_id: string | undefined) {
    super('conflict', 'REVIEW_EXISTS', 'You have reviewed this product already; change that review.', {
      review_id,
    });
  }
}

export class NotYourReview extends DomainError {
  constructor(doing: 'change' | 'delete') {
    super('forbidden', 'NOT_YOUR_REVIEW', `Only its author can ${doing} a review.`);
  }
}
