import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrCreateSecret } from './secret-file.js';
import { StartupError } from './startup-error.js';

describe('readOrCreateSecret', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'opentill-secret-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a long secret that only its owner can read, and finds it again', () => {
    const file = join(folder, 'secret');
    const secret = readOrCreateSecret(file);
    expect(secret.length).toBeGreaterThanOrEqual(64);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readOrCreateSecret(file)).toBe(secret);
  });

  it('makes another one elsewhere', () => {
    expect(readOrCreateSecret(join(folder, 'one'))).not.toBe(readOrCreateSecret(join(folder, 'two')));
  });

  it('refuses a file that holds too little to sign with', () => {
    writeFileSync(join(folder, 'secret'), 'short\n');
    expect(() => readOrCreateSecret(join(folder, 'secret'))).toThrow(StartupError);
  });

  it('says so when the folder is not there', () => {
    expect(() => readOrCreateSecret(join(folder, 'nowhere', 'secret'))).toThrow(StartupError);
  });
});
