import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { S3Settings } from '../../src/config/app-config.js';

const BUCKET = 'shop-files';
const SECRET = 'the-secret-of-the-test';

interface FakeObject {
  body: Buffer;
  content_type: string;
}

/** Plays an S3 service with one bucket: PUT, GET, DELETE and HEAD, each only with a right signature (version 4). */
export interface FakeS3 {
  settings: S3Settings;
  objects: Map<string, FakeObject>;
  /** What was asked, as `PUT /bucket/key`. */
  requests: string[];
  close(): Promise<void>;
}

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Recomputes the signature from the request as it arrived. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const match =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d+)\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      request.headers.authorization ?? '',
    );
  if (match === null) return false;
  const [, day, region, names, signature] = match as unknown as string[];
  const url = new URL(request.url!, 'http://host');
  const query = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).sort();
  const payload = String(request.headers['x-amz-content-sha256']);
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== sha256(body)) return false;
  const canonical = [
    request.method,
    url.pathname,
    query.join('&'),
    ...names!.split(';').map((name) => `${name}:${String(request.headers[name])}`),
    '',
    names,
    payload,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [day!, region!, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  return hmac(key, text).toString('hex') === signature;
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

function answer(
  objects: Map<string, FakeObject>,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): void {
  const key = decodeURIComponent(new URL(request.url!, 'http://host').pathname).slice(BUCKET.length + 2);
  const object = objects.get(key);
  if (request.method === 'PUT') {
    objects.set(key, { body, content_type: String(request.headers['content-type']) });
    return void response.writeHead(200, { etag: `"${sha256(body)}"` }).end();
  }
  if (request.method === 'DELETE') {
    objects.delete(key);
    return void response.writeHead(204).end();
  }
  if (request.method === 'HEAD') return void response.writeHead(key === '' ? 200 : 404).end();
  if (object === undefined) return refuse(response, 404, 'NoSuchKey');
  response.writeHead(200, { 'content-type': object.content_type, 'content-length': object.body.length });
  response.end(object.body);
}

export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, FakeObject>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      requests.push(`${request.method} ${new URL(request.url!, 'http://host').pathname}`);
      if (!isSigned(request, body)) return refuse(response, 403, 'SignatureDoesNotMatch');
      answer(objects, request, response, body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    settings: {
      bucket: BUCKET,
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-central-1',
      access_key_id: 'TESTKEY',
      secret_access_key: SECRET,
      force_path_style: true,
    },
    objects,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
