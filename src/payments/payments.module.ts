import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { LocationsModule } from '../locations/index.js';
import { AccountLedger } from './accounts/account-ledger.js';
import { AnnotateEntryUseCase } from './journal/annotate-entry.use-case.js';
import { MoveCashUseCase } from './journal/move-cash.use-case.js';
import { ReverseEntryUseCase } from './journal/reverse-entry.use-case.js';
import { TransactionLinksController } from './journal/transaction-links.controller.js';
import { TransactionsController } from './journal/transactions.controller.js';
import { TransactionsQuery } from './journal/transactions.query.js';
import { PaymentLedger } from './ledger/payment-ledger.js';
import { ListPaymentsQuery } from './payments/list-payments.query.js';
import { PaymentsController } from './payments/payments.controller.js';

@Module({
  imports: [AuditModule, LocationsModule],
  controllers: [PaymentsController, TransactionsController, TransactionLinksController],
  providers: [
    PaymentLedger,
    AccountLedger,
    ListPaymentsQuery,
    TransactionsQuery,
    MoveCashUseCase,
    ReverseEntryUseCase,
    AnnotateEntryUseCase,
  ],
  exports: [PaymentLedger, AccountLedger],
})
export class PaymentsModule {}
