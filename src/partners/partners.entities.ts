import { Customer } from './customers/customer.entity.js';
import { CustomerDay } from './customers/days/customer-day.entity.js';
import { CustomerSite } from './customers/sites/customer-site.entity.js';
import { SupplierDay } from './suppliers/days/supplier-day.entity.js';
import { SupplierDivision } from './suppliers/divisions/supplier-division.entity.js';
import { SupplierProduct } from './suppliers/products/supplier-product.entity.js';
import { Supplier } from './suppliers/supplier.entity.js';

export const partnersEntities = [
  Customer,
  CustomerSite,
  CustomerDay,
  Supplier,
  SupplierDivision,
  SupplierDay,
  SupplierProduct,
];
