import { Field } from '../ui/field'
import { Input } from '../ui/input'

interface EmailFieldProps {
  hint: string | null
  error: string | undefined
  /** The address that an invitation is for: no other one can be given. */
  invited: string | null | undefined
}

/** The e-mail address of a new account. */
export function EmailField({ hint, error, invited }: EmailFieldProps) {
  return (
    <Field label="E-mail" hint={invited ? 'The invitation is for this address.' : hint} error={error}>
      <Input
        name="email"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        required
        maxLength={320}
        defaultValue={invited ?? undefined}
        readOnly={!!invited}
      />
    </Field>
  )
}
