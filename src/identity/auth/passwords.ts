import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { AppConfig } from '../../config/app-config.js';

/** bcrypt reads no further, so a longer password would be checked by its beginning only. */
export const MAX_PASSWORD_BYTES = 72;

/** Stored where nobody may sign in: no password has this hash. */
export const NO_PASSWORD = '!';

/** Hashes and checks passwords on the thread pool. */
@Injectable()
export class Passwords implements OnModuleInit {
  private decoy: string;

  constructor(private readonly config: AppConfig) {}

  async onModuleInit(): Promise<void> {
    this.decoy = await this.hash(randomBytes(24).toString('base64url'));
  }

  hash(password: string): Promise<string> {
    return bcrypt.hash(password, this.config.bcrypt_rounds);
  }

  /** Takes the same time when there is no hash to compare with: a decoy of the same cost is compared instead. */
  async matches(password: string, hash: string | null): Promise<boolean> {
    const isComparable =
      hash !== null && hash !== NO_PASSWORD && Buffer.byteLength(password) <= MAX_PASSWORD_BYTES;
    const isEqual = await bcrypt.compare(password, isComparable ? hash : this.decoy);
    return isEqual && isComparable;
  }

  /** True when the hash was made with another cost than today's, so that comparing it would take another time. */
  isOutdated(hash: string): boolean {
    return bcrypt.getRounds(hash) !== this.config.bcrypt_rounds;
  }
}
