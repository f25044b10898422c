import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { LocalDiskStorage } from './local-disk-storage.js';
import { StorageUnavailable } from './storage.errors.js';

const TEXT = { content_type: 'text/plain' } as const;

describe('storage on the local disk', () => {
  let folder: string;
  let storage: LocalDiskStorage;
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'opentill-storage-'));
    storage = new LocalDiskStorage(join(folder, 'files'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function contentOf(key: string): Promise<string | undefined> {
    const found = await storage.get(key);
    return found === undefined ? undefined : (await buffer(found.stream)).toString();
  }

  it('gives back what was stored, with its size and type', async () => {
    await storage.put('a/b/note.txt', Buffer.from('héllo'), TEXT);
    const found = await storage.get('a/b/note.txt');
    expect(found).toMatchObject({ size: 6, content_type: 'text/plain' });
    expect(await buffer(found!.stream)).toEqual(Buffer.from('héllo'));
  });

  it('stores streams, and replaces what was there', async () => {
    await storage.put('note.txt', Buffer.from('a much longer first text'), TEXT);
    await storage.put('note.txt', { stream: Readable.from(['sec', 'ond']), size: 6 }, TEXT);
    expect(await contentOf('note.txt')).toBe('second');
    await storage.put('empty.txt', Buffer.alloc(0), TEXT);
    expect(await contentOf('empty.txt')).toBe('');
  });

  it('deletes, and does not mind what is not there', async () => {
    await storage.put('note.txt', Buffer.from('x'), TEXT);
    await storage.delete('note.txt');
    expect(await storage.get('note.txt')).toBeUndefined();
    await storage.delete('note.txt');
    expect(await storage.get('never/was.txt')).toBeUndefined();
  });

  it('leaves what was there, and nothing else, when writing breaks off', async () => {
    await storage.put('note.txt', Buffer.from('first'), TEXT);
    const broken = new Readable({
      read() {
        this.push('half');
        this.destroy(new Error('gone'));
      },
    });
    await expect(storage.put('note.txt', { stream: broken, size: 8 }, TEXT)).rejects.toThrow(
      StorageUnavailable,
    );
    expect(await contentOf('note.txt')).toBe('first');
    expect(await readdir(join(folder, 'files', '.incoming'))).toEqual([]);
  });

  it('refuses keys that lead elsewhere before it touches anything', async () => {
    await expect(storage.put('../out.txt', Buffer.from('x'), TEXT)).rejects.toThrow('Not a key');
    await expect(storage.get('../../etc/passwd.txt')).rejects.toThrow('Not a key');
    await expect(storage.delete('.incoming/x.txt')).rejects.toThrow('Not a key');
    await expect(storage.put('a.png', Buffer.from('x'), TEXT)).rejects.toThrow('stands for');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says when it cannot store', async () => {
    await storage.check();
    await writeFile(join(folder, 'a-file'), '');
    const inTheWay = new LocalDiskStorage(join(folder, 'a-file', 'files'));
    await expect(inTheWay.check()).rejects.toThrow(StorageUnavailable);
    await expect(inTheWay.put('note.txt', Buffer.from('x'), TEXT)).rejects.toThrow(StorageUnavailable);
  });

  it('keeps one whole text of many written at once', async () => {
    const texts = Array.from({ length: 20 }, (_, n) => `${n}`.repeat(50_000));
    await Promise.all(texts.map((text) => storage.put('race.txt', Buffer.from(text), TEXT)));
    expect(texts).toContain(await contentOf('race.txt'));
  });
});
