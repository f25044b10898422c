import { IdempotencyKey } from './idempotency-key.entity.js';

export const commonEntities = [IdempotencyKey];
