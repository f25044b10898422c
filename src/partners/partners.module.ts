import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CustomerChange } from './customers/customer-change.js';
import { CustomerReads } from './customers/customer-reads.js';
import { CustomerRegistry } from './customers/customer-registry.js';
import { CustomersController } from './customers/customers.controller.js';
import { CustomersService } from './customers/customers.service.js';
import { CustomerWeekController } from './customers/days/customer-week.controller.js';
import { CustomerWeekService } from './customers/days/customer-week.service.js';
import { CustomerDuplicatesController } from './customers/duplicates/customer-duplicates.controller.js';
import { CustomerDuplicatesQuery } from './customers/duplicates/customer-duplicates.query.js';
import { CustomerFiles } from './customers/files/customer-files.js';
import { MergeCustomers } from './customers/merge/merge-customers.use-case.js';
import { MergeFollowUp } from './customers/merge/merge-follow-up.js';
import { PartnerQueries } from './customers/partner-queries.js';
import { AnonymiseCustomer } from './customers/privacy/anonymise-customer.use-case.js';
import { CustomerBelongings } from './customers/privacy/customer-belongings.js';
import { CustomerPrivacyController } from './customers/privacy/customer-privacy.controller.js';
import { ExportCustomer } from './customers/privacy/export-customer.use-case.js';
import { CustomerAddressesQuery } from './customers/sites/customer-addresses.query.js';
import { CustomerSiteReads } from './customers/sites/customer-site-reads.js';
import { CustomerSitesController } from './customers/sites/customer-sites.controller.js';
import { CustomerSitesService } from './customers/sites/customer-sites.service.js';
import { SupplierTimetable } from './suppliers/days/supplier-timetable.js';
import {
  InventorySupplierWeekController,
  SupplierWeekController,
} from './suppliers/days/supplier-week.controller.js';
import { SupplierWeekService } from './suppliers/days/supplier-week.service.js';
import { SupplierDivisionReads } from './suppliers/divisions/supplier-division-reads.js';
import {
  InventorySupplierDivisionsController,
  SupplierDivisionsController,
} from './suppliers/divisions/supplier-divisions.controller.js';
import { SupplierDivisionsService } from './suppliers/divisions/supplier-divisions.service.js';
import { SupplierProductReads } from './suppliers/products/supplier-product-reads.js';
import {
  InventorySupplierProductsController,
  SupplierProductsController,
} from './suppliers/products/supplier-products.controller.js';
import { SupplierProductsService } from './suppliers/products/supplier-products.service.js';
import { SupplierChange } from './suppliers/supplier-change.js';
import { SupplierQueries } from './suppliers/supplier-queries.js';
import { SupplierReads } from './suppliers/supplier-reads.js';
import { InventorySuppliersController, SuppliersController } from './suppliers/suppliers.controller.js';
import { SuppliersService } from './suppliers/suppliers.service.js';

const customers = [
  CustomerReads,
  CustomerRegistry,
  CustomersService,
  CustomerChange,
  CustomerSiteReads,
  CustomerSitesService,
  CustomerAddressesQuery,
  CustomerWeekService,
  CustomerDuplicatesQuery,
  CustomerFiles,
  MergeCustomers,
  MergeFollowUp,
  AnonymiseCustomer,
  CustomerBelongings,
  ExportCustomer,
];

const suppliers = [
  SupplierReads,
  SuppliersService,
  SupplierChange,
  SupplierDivisionReads,
  SupplierDivisionsService,
  SupplierWeekService,
  SupplierTimetable,
  SupplierProductReads,
  SupplierProductsService,
];

@Module({
  imports: [AuditModule],
  controllers: [
    CustomersController,
    CustomerSitesController,
    CustomerWeekController,
    CustomerDuplicatesController,
    CustomerPrivacyController,
    SuppliersController,
    SupplierDivisionsController,
    SupplierWeekController,
    SupplierProductsController,
    InventorySuppliersController,
    InventorySupplierDivisionsController,
    InventorySupplierWeekController,
    InventorySupplierProductsController,
  ],
  providers: [...customers, ...suppliers, PartnerQueries, SupplierQueries],
  exports: [PartnerQueries, SupplierQueries, CustomerFiles, CustomerRegistry, CustomerReads],
})
export class PartnersModule {}
