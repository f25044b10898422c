import { DomainError } from '../../errors/domain-error.js';

export class MalformedUpload extends DomainError {
  constructor(what: string) {
    super('malformed', 'MALFORMED_UPLOAD', what);
  }
}

/** Nobody hears this any more, but the work ends. */
export class BrokenOff extends MalformedUpload {
  constructor() {
    super('The upload broke off.');
  }
}
