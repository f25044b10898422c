export { PartnersModule } from './partners.module.js';
export { PartnerQueries, type SaleCustomer } from './customers/partner-queries.js';
