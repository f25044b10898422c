import type { Decimal } from '../../common/money/decimal.js';

/** What a status is for, whatever a shop calls it: code asks for this, never for a status's code or name. */
export const STATUS_MEANINGS = [
  'draft', // being written
  'submitted', // waits for approval
  'approved',
  'rejected',
  'sent', // with the partner
  'confirmed', // the partner agreed
  'in_progress', // goods are on their way, or being counted
  'partial', // a part of it is done
  'completed',
  'converted', // became another document
  'closed', // ended short, what is open is not waited for
  'cancelled',
] as const;
export type StatusMeaning = (typeof STATUS_MEANINGS)[number];

/** A status with everything that code may ask of it. */
export interface StatusRole {
  code: string;
  name: string;
  meaning: StatusMeaning;
  is_initial: boolean;
  is_final: boolean;
  is_cancellation: boolean;
  posts_stock: boolean;
  reverses_stock: boolean;
  allows_correction: boolean;
  allows_editing: boolean;
  allows_deletion: boolean;
}

/** The part that all documents share; the owning context keeps the rest beside it under the same id. */
export interface DocumentHeader {
  id: string;
  type: string;
  /** Null until it is drawn. */
  number: string | null;
  status: StatusRole;
  location_id: string | null;
  /** A supplier or customer, by the type. */
  partner_id: string | null;
  currency: string;
  /** What approval limits are held against. */
  total_amount: Decimal;
  external_reference: string | null;
  notes: string | null;
  /** The document it was made from. */
  source_document_id: string | null;
  occurred_at: Date;
  /** `2026-11-20`, in `time_zone`. */
  business_date: string;
  time_zone: string;
  /** Whether its movements stand. */
  is_posted: boolean;
  /** How often it was posted. */
  posting_generation: number;
  created_by: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}
