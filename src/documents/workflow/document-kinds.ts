import { Injectable } from '@nestjs/common';
import { can, type Actor } from '../../common/auth/actor.js';
import type { DocumentKind } from './document-kind.js';

/**
 * The kinds of documents this application knows: contexts above register theirs when the application starts, as they
 * register jobs. A type that nobody registered can be configured, but has no documents.
 */
@Injectable()
export class DocumentKinds {
  private readonly kinds = new Map<string, DocumentKind>();

  /** Throws when two contexts claim one code. */
  register(kind: DocumentKind): void {
    if (this.kinds.has(kind.code)) throw new Error(`Two contexts keep documents of the type ${kind.code}`);
    this.kinds.set(kind.code, kind);
  }

  of(code: string): DocumentKind {
    const kind = this.kinds.get(code);
    if (kind === undefined) throw new Error(`Nobody keeps documents of the type ${code}`);
    return kind;
  }

  find(code: string): DocumentKind | undefined {
    return this.kinds.get(code);
  }

  /** Codes of the types whose documents the actor may read. */
  readableBy(actor: Actor): string[] {
    return [...this.kinds.values()]
      .filter(({ permissions }) => can(actor, permissions.read))
      .map(({ code }) => code);
  }
}
