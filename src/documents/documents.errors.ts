import { DomainError, type FieldError } from '../common/errors/domain-error.js';

/** A series has used its last allowed number. Nothing is issued under any other number. */
export class NumberSeriesExhausted extends DomainError {
  constructor(key: string) {
    super('conflict', 'NUMBER_SERIES_EXHAUSTED', `The number series ${key} has no numbers left.`, {
      series: key,
    });
  }
}

/** No series numbers such documents here. They are not numbered in any other way. */
export class NumberSeriesMissing extends DomainError {
  constructor(type: string) {
    super('conflict', 'NUMBER_SERIES_MISSING', `No number series is in use for documents of type ${type}.`, {
      type,
    });
  }
}

/** Two series with one prefix would issue the same numbers. */
export class NumberPrefixTaken extends DomainError {
  constructor(prefix: string) {
    super('conflict', 'NUMBER_PREFIX_TAKEN', `Another number series has the prefix "${prefix}".`, { prefix });
  }
}

/** One type, location and user have one series. */
export class NumberSeriesTaken extends DomainError {
  constructor() {
    super('conflict', 'NUMBER_SERIES_TAKEN', 'There is a number series for this type, location and user.');
  }
}

export class DocumentIdTaken extends DomainError {
  constructor(id: string) {
    super('conflict', 'DOCUMENT_ID_TAKEN', 'There is a document with this id.', { id });
  }
}

/** Two series of one type came to the same number. */
export class DocumentNumberTaken extends DomainError {
  constructor(number: string) {
    super('conflict', 'DOCUMENT_NUMBER_TAKEN', `Another document of this type has the number ${number}.`, {
      number,
    });
  }
}

export class DocumentTypeInactive extends DomainError {
  constructor(type: string) {
    super('conflict', 'DOCUMENT_TYPE_INACTIVE', `Documents of type ${type} are not made at present.`, {
      type,
    });
  }
}

/** The document's status does not let its content be changed. */
export class DocumentNotEditable extends DomainError {
  constructor(status: { code: string; name: string }) {
    super('conflict', 'DOCUMENT_NOT_EDITABLE', `A document that is ${status.name} cannot be changed.`, {
      status: status.code,
    });
  }
}

export class DocumentNotDeletable extends DomainError {
  constructor(why: string) {
    super('conflict', 'DOCUMENT_NOT_DELETABLE', why);
  }
}

/** The document is not posted, or its status does not let what was posted be corrected. */
export class CorrectionNotAllowed extends DomainError {
  constructor(status: { code: string; name: string }) {
    const message = `What a document that is ${status.name} has posted cannot be corrected.`;
    super('conflict', 'CORRECTION_NOT_ALLOWED', message, { status: status.code });
  }
}

/** With the corrected amount somebody would have to approve who did not. */
export class CorrectionNeedsApproval extends DomainError {
  constructor(rules: string[]) {
    const message = `The corrected amount needs an approval (${rules.join(', ')}): cancel the document and complete it again.`;
    super('conflict', 'CORRECTION_NEEDS_APPROVAL', message, { rules });
  }
}

/** Somebody else changed the document's status while this request was waiting for it. */
export class DocumentChangedMeanwhile extends DomainError {
  constructor(status: { code: string; name: string }) {
    const message = `The document changed meanwhile; it is now ${status.name}.`;
    super('conflict', 'DOCUMENT_CHANGED_MEANWHILE', message, { status: status.code });
  }
}

export class StatusNotConfigured extends DomainError {
  constructor(wanted: string, known: string[]) {
    const message = `There is no status "${wanted}"; there are: ${known.join(', ')}.`;
    super('invalid', 'STATUS_NOT_CONFIGURED', message, { known }, [
      { field: 'status', code: 'STATUS_NOT_CONFIGURED', message },
    ]);
  }
}

export class FromFinalStatus extends DomainError {
  constructor(status: { code: string; name: string }) {
    super('conflict', 'FROM_FINAL_STATUS', `${status.name} is final: nothing follows it.`, {
      status: status.code,
    });
  }
}

export class TransitionNotAllowed extends DomainError {
  constructor(status: { code: string; name: string }, wanted: string, possible: string[]) {
    const offered = possible.length === 0 ? 'nothing' : possible.join(', ');
    const message = `"${wanted}" is not possible from ${status.name}; possible: ${offered}.`;
    super('conflict', 'TRANSITION_NOT_ALLOWED', message, { status: status.code, possible });
  }
}

/** Several reasons, all of them; a single one is thrown under its own code. */
export class DocumentNotReady extends DomainError {
  constructor(reasons: readonly FieldError[]) {
    const [only, ...others] = reasons;
    if (others.length === 0) super('conflict', only!.code, only!.message, {}, reasons);
    else {
      const message = `Several things are in the way: ${reasons.map((reason) => reason.message).join(' ')}`;
      super('conflict', 'DOCUMENT_NOT_READY', message, {}, reasons);
    }
  }
}

export class CommentRequired extends DomainError {
  constructor() {
    const message = 'This step needs a comment that says why.';
    super('invalid', 'COMMENT_REQUIRED', message, {}, [
      { field: 'comment', code: 'COMMENT_REQUIRED', message },
    ]);
  }
}

/** The caller is not the one who must approve next. */
export class ApprovalRefused extends DomainError {
  constructor(reason: { code: string; message: string }, details: Record<string, unknown>) {
    super('forbidden', reason.code, reason.message, details);
  }
}

/** A configuration under which documents could not live; every reason is named. */
export class IllegalWorkflow extends DomainError {
  constructor(reasons: readonly FieldError[]) {
    super('invalid', 'ILLEGAL_WORKFLOW', 'Documents could not live under this configuration.', {}, reasons);
  }
}
