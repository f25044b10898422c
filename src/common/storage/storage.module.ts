import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { FileClaims } from './file-claims.js';
import { FileSweep } from './file-sweep.js';
import { LocalDiskStorage } from './local-disk-storage.js';
import { ObjectStorage } from './object-storage.js';
import { S3Storage } from './s3-storage.js';

export function storageFor({ s3, data_dir }: Pick<AppConfig, 's3' | 'data_dir'>): ObjectStorage {
  return s3 === undefined ? new LocalDiskStorage(join(data_dir, 'files')) : new S3Storage(s3);
}

@Global()
@Module({
  providers: [{ provide: ObjectStorage, useFactory: storageFor, inject: [AppConfig] }, FileClaims, FileSweep],
  exports: [ObjectStorage, FileClaims],
})
export class StorageModule {}
