import { Setting } from './setting.entity.js';

export const settingsEntities = [Setting];
