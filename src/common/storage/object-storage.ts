import type { Readable } from 'node:stream';
import type { ContentType } from './object-key.js';

/** A stream whose length is known, as an S3 server wants it. */
export interface SizedStream {
  stream: Readable;
  size: number;
}

export interface StoredObject {
  stream: Readable;
  size: number;
  content_type: ContentType;
}

/**
 * Where files are kept: a folder of this machine, or an S3-compatible service. Injected by this class; which one it
 * is, the configuration says. Keys are checked (`object-key.ts`); storing under a key again replaces what was there,
 * at once and as a whole. Every method throws StorageUnavailable when the place cannot be reached or is full. Nothing
 * here is part of a transaction: store before the row that names the key is committed, delete after it is gone.
 */
export abstract class ObjectStorage {
  /** `content_type` must be the one that the key's ending stands for. */
  abstract put(
    key: string,
    content: Buffer | SizedStream,
    about: { content_type: ContentType },
  ): Promise<void>;

  /** Undefined when there is nothing under the key. The caller reads the stream to its end, or destroys it. */
  abstract get(key: string): Promise<StoredObject | undefined>;

  /** Deleting what is not there is no error. */
  abstract delete(key: string): Promise<void>;

  /** Throws when files cannot be stored just now. */
  abstract check(): Promise<void>;
}
