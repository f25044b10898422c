import type { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** A file or picture to be answered, and how long it may be kept. */
export interface CachedAnswer {
  /** Changes with the content: without quotes. */
  tag: string;
  content_type: string;
  cache_control: string;
  headers?: Readonly<Record<string, string>>;
  /** Called only when the client does not have it yet. */
  open: () => Promise<StreamableFile>;
}

/** True when If-None-Match names this content, or anything that exists. */
function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  const known = ifNoneMatch?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return known.includes('*') || known.includes(`"${tag}"`);
}

/** Answers 304 to a client that has it already, else the content; both with a strong ETag. */
export async function sendCached(
  reply: FastifyReply,
  ifNoneMatch: string | undefined,
  answer: CachedAnswer,
): Promise<StreamableFile | undefined> {
  const isFresh = isKnown(answer.tag, ifNoneMatch);
  // Opened first: what cannot be opened must not be answered with the headers of what can.
  const content = isFresh ? undefined : await answer.open();
  reply.headers({ ...answer.headers, etag: `"${answer.tag}"`, 'cache-control': answer.cache_control });
  if (isFresh) reply.status(304);
  else reply.header('content-type', answer.content_type);
  return content;
}
