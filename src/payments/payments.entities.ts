import { AccountEntry } from './accounts/account-entry.entity.js';
import { CustomerAccount } from './accounts/customer-account.entity.js';
import { JournalEntry } from './journal/journal-entry.entity.js';
import { JournalNote } from './journal/journal-note.entity.js';
import { Payment } from './payments/payment.entity.js';

export const paymentsEntities = [Payment, JournalEntry, JournalNote, CustomerAccount, AccountEntry];
