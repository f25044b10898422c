import type { DocumentType } from '../../entities/document-type.entity.js';

export class DocumentTypeResponse {
  /** @example delivery_receipt */
  code: string;
  /** @example Delivery receipt */
  name: string;
  /** @example What a supplier brought. */
  description: string | null;
  /** Whether its statuses may post stock. */
  affects_stock: boolean;
  /** Whether its documents are numbered without gaps, on issue, and never deleted. */
  is_fiscal: boolean;
  is_active: boolean;
  /**
   * Meanings that some status must have, since the program asks for them.
   * @example ["draft", "completed", "cancelled"]
   */
  required_meanings: string[];
  /** @example 3 */
  sort_order: number;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, type: DocumentType): DocumentTypeResponse {
    return Object.assign(new DocumentTypeResponse(), {
      code: type.code,
      name: type.name,
      description: type.description,
      affects_stock: type.affects_stock,
      is_fiscal: type.is_fiscal,
      is_active: type.is_active,
      required_meanings: type.required_meanings,
      sort_order: type.sort_order,
      version: type.version,
      created_at: type.created_at,
      updated_at: type.updated_at,
    });
  }
}
