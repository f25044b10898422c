import { constants, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../database/new-id.js';
import { assertStorable, contentTypeOfKey, type ContentType } from './object-key.js';
import { ObjectStorage, type SizedStream, type StoredObject } from './object-storage.js';
import { unavailable } from './storage.errors.js';

/** No key starts with a dot, so what is still being written cannot be read. */
const INCOMING = '.incoming';

function isMissing(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ENOENT';
}

/** Files in a folder. Several processes may share it; several machines only when the folder itself is shared. */
export class LocalDiskStorage extends ObjectStorage {
  constructor(private readonly folder: string) {
    super();
  }

  async put(
    key: string,
    content: Buffer | SizedStream,
    { content_type }: { content_type: ContentType },
  ): Promise<void> {
    assertStorable(key, content_type);
    const incoming = join(this.folder, INCOMING, newId());
    const target = join(this.folder, key);
    try {
      await mkdir(dirname(incoming), { recursive: true });
      await mkdir(dirname(target), { recursive: true });
      const source = Buffer.isBuffer(content) ? Readable.from([content]) : content.stream;
      await pipeline(source, createWriteStream(incoming, { flags: 'wx', flush: true }));
      await rename(incoming, target);
    } catch (error) {
      await rm(incoming, { force: true }).catch(() => undefined);
      unavailable(error);
    }
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const content_type = contentTypeOfKey(key);
    let file: FileHandle | undefined;
    try {
      file = await open(join(this.folder, key), 'r');
      const { size } = await file.stat();
      return { stream: file.createReadStream(), size, content_type };
    } catch (error) {
      await file?.close();
      return isMissing(error) ? undefined : unavailable(error);
    }
  }

  async delete(key: string): Promise<void> {
    contentTypeOfKey(key);
    await rm(join(this.folder, key), { force: true }).catch(unavailable);
  }

  async check(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
      await access(this.folder, constants.W_OK);
    } catch (error) {
      unavailable(error);
    }
  }
}
