/** What a write answered, and whether that answer is a replay of an earlier one. */
export class WriteOutcome<T> {
  constructor(
    readonly body: T,
    readonly is_replay: boolean,
  ) {}
}
