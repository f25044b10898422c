import { Module } from '@nestjs/common';
import { SettingReads } from './setting-reads.js';
import { SettingsController } from './settings.controller.js';
import { SettingsReader } from './settings-reader.js';
import { SettingsService } from './settings.service.js';

@Module({
  controllers: [SettingsController],
  providers: [SettingsReader, SettingReads, SettingsService],
  exports: [SettingsReader],
})
export class SettingsModule {}
