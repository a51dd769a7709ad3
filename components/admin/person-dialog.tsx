'use client'
import type { AdminUser } from '@/lib/admin/people-contract'
import { FormMessage } from '../accounts/form-message'
import { useSubmit } from '../accounts/use-submit'
import { PasswordInput } from '../fields/password-input'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { showToast } from '../ui/toast-store'
import { addPerson, changePerson } from './people-calls'
import { bytesOfGigabytes, gigabytesOf } from './quota-text'

interface PersonDialogProps {
  /** Whose account is changed; null to make one. */
  person: AdminUser | null
  /** Of whoever looks: password and address are changed in the settings. */
  own: boolean
  /** Whether people log in with passwords. */
  passwords: boolean
  onDone: () => void
  onClose: () => void
}

const FIELDS = ['name', 'username', 'email', 'role', 'quotaBytes', 'password']

/** Makes an account, or changes one. */
export function PersonDialog({ person, own, passwords, onDone, onClose }: PersonDialogProps) {
  const { busy, message, fieldError, onSubmit } = useSubmit(FIELDS, async ({ quota = '', password, ...texts }) => {
    const fields = { ...texts, quotaBytes: bytesOfGigabytes(quota), ...(password ? { password } : {}) }
    const { name } = person ? await changePerson(person.id, fields) : await addPerson(withoutEmpty(fields))
    showToast(person ? `${name} is changed.` : `${name} may log in now, with the password that you gave.`)
    onDone()
    onClose()
  })
  const lead = person
    ? own
      ? 'Your own password and e-mail address are changed in your settings.'
      : passwords
        ? 'A new password logs the person out everywhere and ends their access tokens.'
        : 'Nobody logs in with a password here.'
    : 'Tell the person the password yourself; they should change it in their settings.'
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={person ? `Change ${person.name}` : 'Add somebody'}
      description={lead}
    >
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormMessage message={message} />
        <PersonFields person={person} own={own} passwords={passwords} fieldError={fieldError} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {person ? 'Save' : 'Add'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface PersonFieldsProps extends Pick<PersonDialogProps, 'person' | 'own' | 'passwords'> {
  fieldError: (name: string) => string | undefined
}

function PersonFields({ person, own, passwords, fieldError }: PersonFieldsProps) {
  return (
    <>
      <Field label="Name" error={fieldError('name')}>
        <Input name="name" maxLength={100} autoComplete="off" defaultValue={person?.name} />
      </Field>
      <Field label="Username" hint="3 to 30 small letters, digits and hyphens." error={fieldError('username')}>
        <Input name="username" required autoComplete="off" autoCapitalize="none" defaultValue={person?.username} />
      </Field>
      {!own && (
        <Field label="E-mail" error={fieldError('email')}>
          <Input name="email" type="email" required autoComplete="off" defaultValue={person?.email} />
        </Field>
      )}
      {!own && passwords && (
        <Field
          label={person ? 'New password' : 'First password'}
          hint={person ? 'Left empty, it stays.' : 'At least 10 characters.'}
          error={fieldError('password')}
        >
          <PasswordInput name="password" autoComplete="new-password" required={!person} />
        </Field>
      )}
      <Field label="Role" error={fieldError('role')}>
        <Select name="role" defaultValue={person?.role ?? 'user'}>
          <option value="user">Person</option>
          <option value="admin">Administrator</option>
        </Select>
      </Field>
      <Field label="Storage in GB" hint="Left empty, there is no limit." error={fieldError('quotaBytes')}>
        <Input
          name="quota"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={gigabytesOf(person?.quotaBytes ?? null)}
        />
      </Field>
    </>
  )
}

function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}
