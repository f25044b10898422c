import type { Readable } from 'node:stream';
import { BrokenOff } from './upload.errors.js';

/**
 * The whole stream, or 'too large' as soon as it is; the rest is then dropped as it comes, so that the sender gets to
 * hear the answer. Throws MALFORMED_UPLOAD when the sender breaks off.
 */
export function readAtMost(stream: Readable, limit: number): Promise<Buffer | 'too large'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      chunks.length = 0;
      resolve('too large');
    });
    stream.once('end', () => resolve(Buffer.concat(chunks)));
    stream.once('error', () => reject(new BrokenOff()));
    stream.once('close', () => reject(new BrokenOff()));
  });
}
