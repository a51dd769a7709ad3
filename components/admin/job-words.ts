/** Kinds of jobs for people. */
const KINDS: Record<string, string> = {
  'photo.process': 'Process photos',
  'photo.redraw': 'Draw pictures anew',
  'photo.heal': 'Give lost originals back',
  'photo.locate': 'Find places of photos',
  'photos.turn': 'Turn photos',
  'photos.describe': 'Describe older photos',
  'duplicates.keep': 'Find duplicates',
  'objects.delete': 'Delete files',
  'uploads.expire': 'Sweep unfinished uploads',
  'trash.empty': 'Empty the trash',
  'audit.forget': 'Forget old log entries',
  'counters.fold': 'Fold counters',
  'counters.check': 'Check counters',
  'source.scan': 'Scan sources',
  'source.index': 'Read sources',
  'source.look': 'Look after events of sources',
  'sources.tend': 'Tend sources',
  'mail.send': 'Send mail',
  'webhooks.deliver': 'Send webhooks',
}

const REASONS: Record<string, string> = {
  unavailable: 'The database or the store did not answer.',
  internal: 'Something unexpected. The log of the worker has it under the job’s number.',
  mail_away: 'The mail server did not answer. Look at SMTP_URL.',
  mail_refused: 'The mail server refused it: the log-in, the sender or the address.',
  not_found: 'What it was about is gone.',
}

/** A kind of jobs in words. */
export function kindLabel(task: string): string {
  return KINDS[task] ?? task
}

/** Why a job failed, in words. */
export function reasonText(reason: string): string {
  return REASONS[reason] ?? `It was refused (${reason}).`
}
