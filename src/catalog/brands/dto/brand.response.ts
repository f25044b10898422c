import type { Brand } from '../brand.entity.js';

export class BrandResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a12 */
  id: string;
  /** @example Acme */
  name: string;
  description: string | null;
  /** @example https://acme.example */
  website: string | null;
  logo_url: string | null;
  is_active: boolean;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(brand: Brand): BrandResponse {
    return {
      id: brand.id,
      name: brand.name,
      description: brand.description,
      website: brand.website,
      logo_url: brand.logo_url,
      is_active: brand.is_active,
      version: brand.version,
      created_at: brand.created_at,
      updated_at: brand.updated_at,
    };
  }
}
