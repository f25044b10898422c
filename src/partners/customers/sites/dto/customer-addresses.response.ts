import type { CustomerAddressRow, CustomerAddresses } from '../customer-addresses.query.js';

export class CustomerAddressResponse {
  /**
   * Where it comes from: a site that is for this, the primary site, or the customer itself.
   * @example site
   */
  source: 'site' | 'primary_site' | 'customer';
  /** Null when it is the customer's own address. */
  site_id: string | null;
  /** @example Back entrance */
  name: string;
  /** @example 3 Mill Lane */
  address: string | null;
  /** @example London */
  city: string | null;
  /** @example EC1A 1BB */
  postal_code: string | null;
  /** @example GB */
  country_code: string | null;
  /** @example Joan Smith */
  contact_person: string | null;
  /** @example kitchen@corner.example */
  email: string | null;
  /** @example +44 20 7946 0959 */
  phone: string | null;

  static from(this: void, row: CustomerAddressRow): CustomerAddressResponse {
    return Object.assign(new CustomerAddressResponse(), row);
  }
}

export class CustomerAddressesResponse {
  delivery: CustomerAddressResponse;
  billing: CustomerAddressResponse;

  static from(this: void, { delivery, billing }: CustomerAddresses): CustomerAddressesResponse {
    const response = new CustomerAddressesResponse();
    response.delivery = CustomerAddressResponse.from(delivery);
    response.billing = CustomerAddressResponse.from(billing);
    return response;
  }
}
