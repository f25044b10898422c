import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A stored file that no row refers to: being uploaded, or left behind. After its time it is deleted. */
@Entity('unclaimed_files')
export class UnclaimedFile {
  @PrimaryColumn('character varying', { length: 300, primaryKeyConstraintName: 'pk_unclaimed_files' })
  key: string;

  @Index('ix_unclaimed_files_delete_after')
  @Column('timestamptz')
  delete_after: Date;
}
