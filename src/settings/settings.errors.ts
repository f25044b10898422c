import { DomainError } from '../common/errors/domain-error.js';

export class SettingKeyTaken extends DomainError {
  constructor(key: string) {
    super('conflict', 'SETTING_KEY_TAKEN', `The setting ${key} is set already; change it instead.`, { key });
  }
}
