import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { StartupError } from './startup-error.js';

function isAlreadyThere(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'EEXIST';
}

/**
 * The secret in `file`, made on first use and readable by its owner alone. Of two processes that start together,
 * one makes it and both use it. Throws StartupError when the file cannot be used.
 */
export function readOrCreateSecret(file: string): string {
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isAlreadyThere(error))
      throw new StartupError(`DATA_DIR cannot hold the secret: ${(error as Error).message}`);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32)
    throw new StartupError(`${file} does not hold a secret; delete it to have a new one made.`);
  return secret;
}
