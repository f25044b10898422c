import type { Readable } from 'node:stream';
import type * as s3 from '@aws-sdk/client-s3';
import type { S3Settings } from '../../config/app-config.js';
import { assertStorable, contentTypeOfKey, type ContentType } from './object-key.js';
import { ObjectStorage, type SizedStream, type StoredObject } from './object-storage.js';
import { unavailable } from './storage.errors.js';

type Sdk = typeof s3;

const CONNECTION_TIMEOUT_MS = 3000;
const REQUEST_TIMEOUT_MS = 30_000;

function isMissing(error: unknown): boolean {
  return ['NoSuchKey', 'NotFound'].includes((error as { name?: string }).name ?? '');
}

function credentials({
  access_key_id,
  secret_access_key,
}: S3Settings): { accessKeyId: string; secretAccessKey: string } | undefined {
  if (access_key_id === undefined || secret_access_key === undefined) return undefined;
  return { accessKeyId: access_key_id, secretAccessKey: secret_access_key };
}

/** Files in a bucket of an S3-compatible service. Its library is loaded when it is first used. */
export class S3Storage extends ObjectStorage {
  private connected?: Promise<{ sdk: Sdk; client: s3.S3Client }>;

  constructor(private readonly settings: S3Settings) {
    super();
  }

  async put(
    key: string,
    content: Buffer | SizedStream,
    { content_type }: { content_type: ContentType },
  ): Promise<void> {
    assertStorable(key, content_type);
    const body = Buffer.isBuffer(content)
      ? { Body: content, ContentLength: content.length }
      : { Body: content.stream, ContentLength: content.size };
    await this.run((sdk, client) =>
      client.send(new sdk.PutObjectCommand({ ...this.at(key), ...body, ContentType: content_type })),
    );
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const content_type = contentTypeOfKey(key);
    return this.run(async (sdk, client) => {
      try {
        const { Body, ContentLength } = await client.send(new sdk.GetObjectCommand(this.at(key)));
        return { stream: Body as Readable, size: ContentLength ?? 0, content_type };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    });
  }

  async delete(key: string): Promise<void> {
    contentTypeOfKey(key);
    await this.run((sdk, client) => client.send(new sdk.DeleteObjectCommand(this.at(key))));
  }

  async check(): Promise<void> {
    await this.run((sdk, client) => client.send(new sdk.HeadBucketCommand({ Bucket: this.settings.bucket })));
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.settings.bucket, Key: key };
  }

  private async run<T>(work: (sdk: Sdk, client: s3.S3Client) => Promise<T>): Promise<T> {
    try {
      const { sdk, client } = await this.connection();
      return await work(sdk, client);
    } catch (error) {
      return unavailable(error);
    }
  }

  private connection(): Promise<{ sdk: Sdk; client: s3.S3Client }> {
    this.connected ??= this.connect();
    return this.connected;
  }

  private async connect(): Promise<{ sdk: Sdk; client: s3.S3Client }> {
    const sdk = await import('@aws-sdk/client-s3');
    const { endpoint, region, force_path_style } = this.settings;
    const client = new sdk.S3Client({
      endpoint,
      region,
      forcePathStyle: force_path_style,
      credentials: credentials(this.settings),
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
      // Not every compatible service knows the checksums that Amazon's has by default.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    return { sdk, client };
  }
}
