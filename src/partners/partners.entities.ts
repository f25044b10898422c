import { Customer } from './customers/customer.entity.js';
import { Supplier } from './suppliers/supplier.entity.js';

export const partnersEntities = [Customer, Supplier];
