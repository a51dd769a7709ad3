import type { AdminSettings, LIMIT_NAMES } from '@/lib/admin/settings-contract'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { megabytesOf } from './quota-text'

type Name = (typeof LIMIT_NAMES)[number]

const FIELDS: { name: Name; label: string; variable: string }[] = [
  { name: 'maxUploadBytes', label: 'Largest file in MB', variable: 'MAX_UPLOAD_BYTES' },
  { name: 'sourceMaxObjects', label: 'Objects of one source at most', variable: 'SOURCE_MAX_OBJECTS' },
  {
    name: 'sourceMaxObjectsAccounts',
    label: 'Objects of one source of other accounts at most',
    variable: 'SOURCE_MAX_OBJECTS_ACCOUNTS',
  },
]

interface LimitFieldsProps {
  settings: AdminSettings
  /** What is wrong with a field, when something is. */
  error: (name: Name) => string | undefined
}

/** What one file and one source may have at most; what an environment variable says is shown and cannot be changed. */
export function LimitFields({ settings, error }: LimitFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="pb-3 text-title">Limits</legend>
      {FIELDS.map(({ name, label, variable }) => {
        const fixed = settings.fixed.includes(name)
        const hint = fixed
          ? `The environment variable ${variable} says this; it is changed there.`
          : `Left empty: ${textOf(name, settings.usual[name])}, as usual.`
        return (
          <Field key={name} label={label} hint={hint} error={error(name)}>
            <Input
              name={name}
              inputMode="decimal"
              autoComplete="off"
              disabled={fixed}
              defaultValue={textOf(name, settings[name])}
            />
          </Field>
        )
      })}
      <p className="text-small text-muted">
        Pictures of more than {Math.round(settings.maxPixels / 1e6)} megapixels are not decoded. The environment
        variable MAX_PIXELS says this: it is memory of the worker.
      </p>
    </fieldset>
  )
}

/** As it is shown, and taken again when it is typed. */
function textOf(name: Name, limit: number): string {
  return name === 'maxUploadBytes' ? megabytesOf(limit) : limit.toLocaleString('en-US')
}
