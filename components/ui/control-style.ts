/** The frame shared by input, textarea and select. 16 px of type, or iOS zooms in on focus. */
export const CONTROL_STYLE =
  'w-full rounded-control border border-line-strong bg-raised px-3 text-large text-ink placeholder:text-muted ' +
  'focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent aria-invalid:border-danger disabled:opacity-50'

/** The same without a frame, for editing in place among other text. */
export const QUIET_CONTROL = 'border-transparent! bg-sunken! hover:border-line-strong! aria-invalid:border-danger!'
