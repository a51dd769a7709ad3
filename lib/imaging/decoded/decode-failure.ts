interface DecodeFailureOptions {
  /** Whether trying again may help (the input was cut, the decoder is stopping); a picture that cannot be read is not retried. */
  retry: boolean
  /** Nothing is wrong with the file, it only holds nothing that could be shown (a raw file without a preview). */
  notShown?: boolean
  cause?: unknown
}

/** Why a photo could not be made: `reason` is a sentence for its owner, without a decoder's own words. */
export class DecodeFailure extends Error {
  readonly reason: string
  readonly retry: boolean
  readonly notShown: boolean

  constructor(reason: string, options: DecodeFailureOptions) {
    super(reason, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'DecodeFailure'
    this.reason = reason
    this.retry = options.retry
    this.notShown = options.notShown ?? false
  }
}
