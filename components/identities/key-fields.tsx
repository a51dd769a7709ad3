'use client'
import { PasswordInput } from '../fields/password-input'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** The fields `accessKeyId` and `secretAccessKey`. */
export function KeyFields({ fieldError }: { fieldError: (name: string) => string | undefined }) {
  return (
    <>
      <Field label="Access key" error={fieldError('accessKeyId')}>
        <Input
          name="accessKeyId"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required
          maxLength={128}
          className="font-mono"
        />
      </Field>
      <Field
        label="Secret key"
        hint="It is tried at the bucket once and kept nowhere."
        error={fieldError('secretAccessKey')}
      >
        <PasswordInput name="secretAccessKey" autoComplete="off" required maxLength={256} />
      </Field>
    </>
  )
}
