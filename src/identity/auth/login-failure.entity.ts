import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Wrong sign-ins of one name (lower case), whether or not anybody has it. */
@Entity('login_failures')
export class LoginFailure {
  @PrimaryColumn('character varying', { length: 100 })
  username: string;

  @Column('integer')
  failures: number;

  @Column('timestamptz')
  last_failed_at: Date;

  @Column('timestamptz', { nullable: true })
  locked_until: Date | null;
}
