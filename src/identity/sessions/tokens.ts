import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text that is safe in a URL. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a random token. No salt or stretching: 256 random bits cannot be guessed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
