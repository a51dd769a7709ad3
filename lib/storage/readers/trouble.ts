import { AppError } from '../../errors/app-error'

/** `refused`: the source says no to these keys; `away`: it does not answer, or not now; `lost`: bucket or folder is not there. */
export type TroubleKind = 'refused' | 'away' | 'lost'

interface TroubleOptions {
  cause?: unknown
  seconds?: number
  asksGone?: boolean
}

/** A source that cannot be read just now. Never says anything about a single photo. */
export class SourceTrouble extends AppError {
  override readonly name: string = 'SourceTrouble'
  readonly kind: TroubleKind
  /** Whether its owner may answer that what is not there was deleted. */
  readonly asksGone: boolean

  /**
   * @param kind what it is
   * @param sentence for the owner: what was wrong, what would be right
   * @param seconds until it is worth while to try again, where the source said so
   */
  constructor(kind: TroubleKind, sentence: string, options: TroubleOptions = {}) {
    super('unavailable', sentence, { cause: options.cause, retryAfterSeconds: options.seconds ?? 15 })
    this.kind = kind
    this.asksGone = options.asksGone ?? false
  }
}

/** One object that its source keeps but does not give: it says nothing about the others. */
export class ObjectArchived extends AppError {
  override readonly name: string = 'ObjectArchived'

  constructor(cause: unknown) {
    super('unprocessable', 'This file lies in the archive of its bucket (Glacier). Restore it there first.', { cause })
  }
}

/** One object that holds another content than when it was last looked at: it is being read anew. */
export class ObjectChanged extends AppError {
  override readonly name: string = 'ObjectChanged'

  constructor(cause: unknown) {
    super('unavailable', 'This file has changed in its source and is being read anew. Try again in a moment.', {
      cause,
      retryAfterSeconds: 10,
    })
  }
}
