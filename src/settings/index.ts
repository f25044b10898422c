export { SettingsModule } from './settings.module.js';
export { SettingsReader, type SettingValues } from './settings-reader.js';
export type { KnownSetting, SettingValue } from './domain/known-settings.js';
