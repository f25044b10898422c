import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

@Entity('purchase_requests')
@Index('ix_purchase_requests_required_by_date', ['required_by_date', 'id'])
@Check('ck_purchase_requests_priority', `priority IN ('low', 'normal', 'high', 'urgent')`)
export class PurchaseRequest {
  /** That of its document. */
  @ForeignKey('Document', { name: 'fk_purchase_requests_document', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_purchase_requests' })
  id: string;

  @Column('character varying', { length: 10, default: 'normal' })
  priority: Priority;

  @Column('date', { nullable: true })
  required_by_date: string | null;
}
