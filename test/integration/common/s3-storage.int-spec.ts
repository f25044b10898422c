import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { S3Storage } from '../../../src/common/storage/s3-storage.js';
import { StorageUnavailable } from '../../../src/common/storage/storage.errors.js';
import { startFakeS3, type FakeS3 } from '../../support/fake-s3.js';

const TEXT = { content_type: 'text/plain' } as const;

describe('storage in an S3-compatible bucket', () => {
  let s3: FakeS3;
  let storage: S3Storage;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    s3 = await startFakeS3();
    storage = new S3Storage(s3.settings);
  });
  afterAll(() => s3.close());

  it('stores, gives back and deletes, each with a signed request', async () => {
    await storage.put('a/note.txt', Buffer.from('héllo'), TEXT);
    expect(s3.objects.get('a/note.txt')).toEqual({
      body: Buffer.from('héllo'),
      content_type: 'text/plain',
    });
    const found = await storage.get('a/note.txt');
    expect(found).toMatchObject({ size: 6, content_type: 'text/plain' });
    expect((await buffer(found!.stream)).toString()).toBe('héllo');
    await storage.delete('a/note.txt');
    expect(await storage.get('a/note.txt')).toBeUndefined();
    await storage.delete('a/note.txt');
    expect(s3.requests).toEqual(
      expect.arrayContaining([
        'PUT /shop-files/a/note.txt',
        'GET /shop-files/a/note.txt',
        'DELETE /shop-files/a/note.txt',
      ]),
    );
  });

  it('stores streams of a known length as they are', async () => {
    await storage.put(
      'stream.txt',
      { stream: Readable.from([Buffer.from('sec'), Buffer.from('ond')]), size: 6 },
      TEXT,
    );
    expect(s3.objects.get('stream.txt')!.body.toString()).toBe('second');
  });

  it('finds its bucket', async () => {
    await storage.check();
    expect(s3.requests.at(-1)).toMatch(/^HEAD \/shop-files\/?$/);
  });

  it('refuses unsafe keys before it asks anybody', async () => {
    const asked = s3.requests.length;
    await expect(storage.put('../x.txt', Buffer.from('x'), TEXT)).rejects.toThrow('Not a key');
    await expect(storage.get('../x.txt')).rejects.toThrow('Not a key');
    await expect(storage.delete('/x.txt')).rejects.toThrow('Not a key');
    expect(s3.requests.length).toBe(asked);
  });

  it('says that it is unavailable with a wrong secret, and when nobody answers', async () => {
    const stranger = new S3Storage({ ...s3.settings, secret_access_key: 'another' });
    await expect(stranger.put('note.txt', Buffer.from('x'), TEXT)).rejects.toThrow(StorageUnavailable);
    await expect(stranger.get('note.txt')).rejects.toThrow(StorageUnavailable);
    await expect(stranger.check()).rejects.toThrow(StorageUnavailable);
    const nobody = new S3Storage({ ...s3.settings, endpoint: 'http://127.0.0.1:9' });
    await expect(nobody.put('note.txt', Buffer.from('x'), TEXT)).rejects.toThrow(StorageUnavailable);
    expect(s3.objects.has('note.txt')).toBe(false);
  });
});
