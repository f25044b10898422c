import { MailLogEntry } from './mail-log.entity.js';

export const notificationsEntities = [MailLogEntry];
