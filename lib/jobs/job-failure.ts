/** Why jobs fail that no code of an answer says. */
const REASONS = ['mail_away', 'mail_refused'] as const
type JobReason = (typeof REASONS)[number]

/** A failure that is told to administrators by its reason. The attempt counts, and the job is tried again later. */
export class JobFailure extends Error {
  constructor(
    readonly reason: JobReason,
    options?: ErrorOptions,
  ) {
    super(reason, options)
    this.name = 'JobFailure'
  }
}

/** Whether a text is such a reason. */
export function isJobReason(text: string): boolean {
  return (REASONS as readonly string[]).includes(text)
}
