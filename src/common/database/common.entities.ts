import { UnclaimedFile } from '../storage/unclaimed-file.entity.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

export const commonEntities = [IdempotencyKey, UnclaimedFile];
