import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CustomerReads } from './customers/customer-reads.js';
import { CustomersController } from './customers/customers.controller.js';
import { CustomersService } from './customers/customers.service.js';
import { PartnerQueries } from './customers/partner-queries.js';
import { SupplierReads } from './suppliers/supplier-reads.js';
import { InventorySuppliersController, SuppliersController } from './suppliers/suppliers.controller.js';
import { SuppliersService } from './suppliers/suppliers.service.js';

@Module({
  imports: [AuditModule],
  controllers: [CustomersController, SuppliersController, InventorySuppliersController],
  providers: [PartnerQueries, CustomerReads, CustomersService, SupplierReads, SuppliersService],
  exports: [PartnerQueries],
})
export class PartnersModule {}
