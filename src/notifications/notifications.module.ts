import { Module } from '@nestjs/common';
import { PurchasingModule } from '../purchasing/index.js';
import { Mailer } from './mailer.js';
import { OrderMails } from './order-mails.js';
import { Outbox } from './outbox.js';
import { SmtpMailer } from './smtp-mailer.js';

@Module({
  imports: [PurchasingModule],
  providers: [{ provide: Mailer, useClass: SmtpMailer }, Outbox, OrderMails],
})
export class NotificationsModule {}
