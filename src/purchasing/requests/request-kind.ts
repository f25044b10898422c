import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queryable } from '../../common/database/statement.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { DocumentKinds, type DocumentKind, type StatusChange } from '../../documents/index.js';
import { PURCHASING_PERMISSIONS, REQUEST } from '../shared/document-types.js';
import { readRequestLines } from './request-rows.js';

/** What a request does beyond its status: nothing moves, it only needs something to ask for. */
@Injectable()
export class RequestKind implements DocumentKind, OnModuleInit {
  readonly code = REQUEST;
  readonly permissions = PURCHASING_PERMISSIONS;

  constructor(private readonly kinds: DocumentKinds) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async check(db: Queryable, { document, to }: StatusChange): Promise<FieldError[]> {
    if (to.is_cancellation || (await readRequestLines(db, document.id)).length > 0) return [];
    return [{ field: 'lines', code: 'NO_LINES', message: 'The request has no lines.' }];
  }
}
