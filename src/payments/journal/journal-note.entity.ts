import { Column, Entity, ForeignKey } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** What somebody remarked on a journal entry afterwards; its id is the entry's. */
@Entity('journal_notes')
@ForeignKey('JournalEntry', ['id'], ['id'], { name: 'fk_journal_notes_entry', onDelete: 'RESTRICT' })
export class JournalNote extends MutableEntity {
  @Column('character varying', { length: 1000, nullable: true })
  notes: string | null;
}
