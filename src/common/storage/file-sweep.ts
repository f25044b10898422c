import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../database/statement.js';
import { JobRegistry } from '../jobs/job-registry.js';
import { ObjectStorage } from './object-storage.js';

const EVERY_TEN_MINUTES = '*/10 * * * *';
const BATCH = 100;

const DUE = `
  SELECT key FROM unclaimed_files WHERE delete_after <= now() ORDER BY delete_after LIMIT ${BATCH}`;
const FORGET = `DELETE FROM unclaimed_files WHERE key = ANY ($1::text[]) AND delete_after <= now()`;

/** Deletes stored files that nothing refers to. Files go first, so that none is forgotten when this breaks off. */
@Injectable()
export class FileSweep implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly storage: ObjectStorage,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('storage:sweep', EVERY_TEN_MINUTES, () => this.run());
  }

  async run(): Promise<void> {
    for (;;) {
      const keys = (await query<{ key: string }>(this.dataSource, DUE)).map(({ key }) => key);
      if (keys.length === 0) return;
      for (const key of keys) await this.storage.delete(key);
      await query(this.dataSource, FORGET, [keys]);
    }
  }
}
