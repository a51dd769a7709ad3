'use client'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import type { ShareLink } from '@/lib/shares/contract'
import { PasswordInput } from '../fields/password-input'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { Switch } from '../ui/switch'
import { momentLabel } from '../words/date-text'
import { sentence } from '../words/sentence'
import { FIRST_ROOM, GuestRoom, type Room } from './guest-room'
import type { LinkSettings } from './link-calls'
import { EXPIRY_DAYS, type ExpiryChoice, expiryOf } from './link-expiry'

interface LinkFormProps {
  /** The one to change; null for a new one. */
  link: ShareLink | null
  /** Links to albums have the title of the album. */
  titled: boolean
  /** A filter says what it opens: there is no place for photos of visitors. */
  smart: boolean
  /** What is said right above the button. */
  notice?: ReactNode
  submit: string
  /** @throws ApiError */
  onSave: (settings: LinkSettings) => Promise<void>
  onCancel?: () => void
}

type Allowed = Pick<ShareLink, 'allowDownload' | 'showLocation' | 'allowPicks' | 'allowUpload'>

const ALLOW: { key: keyof Allowed; label: string; hint: string }[] = [
  { key: 'allowDownload', label: 'Allow downloads', hint: 'Originals without their metadata, one by one or as a zip.' },
  { key: 'showLocation', label: 'Show places', hint: 'Where the photos were taken, with the exact point.' },
  { key: 'allowPicks', label: 'Allow picks', hint: 'Visitors mark photos with a heart and a note, and you see which.' },
  {
    key: 'allowUpload',
    label: 'Allow uploads',
    hint: 'Visitors add photos. They come in private, and count as yours.',
  },
]

/** All options of a link. */
export function LinkForm({ link, titled, smart, notice, submit, onSave, onCancel }: LinkFormProps) {
  const [title, setTitle] = useState(link?.title ?? '')
  const [secret, setSecret] = useState<Secret>({ change: link === null, password: '' })
  const [expiry, setExpiry] = useState<{ choice: ExpiryChoice; date: string }>({
    choice: link === null ? 'never' : 'keep',
    date: '',
  })
  const [allowed, setAllowed] = useState<Allowed>(() => allowedBy(link))
  const [room, setRoom] = useState<Room>(() => roomOf(link))
  const { busy, errorOf, message, send } = useSend(onSave)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const expiresAt = expiryOf(expiry.choice, expiry.date)
    void send({
      ...allowed,
      ...(allowed.allowUpload ? room : {}),
      ...(titled ? { title } : {}),
      ...(secret.change ? { password: secret.password === '' ? null : secret.password } : {}),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    })
  }
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      {titled && (
        <Field label="Title" hint="The heading that visitors see. May stay empty." error={errorOf('title')}>
          <Input value={title} maxLength={200} autoComplete="off" onChange={(event) => setTitle(event.target.value)} />
        </Field>
      )}
      <PasswordChoice link={link} secret={secret} onChange={setSecret} error={errorOf('password')} />
      <ExpiryField link={link} {...expiry} onChange={setExpiry} error={errorOf('expiresAt')} />
      {ALLOW.filter(({ key }) => !smart || key !== 'allowUpload').map(({ key, label, hint }) => (
        <Switch
          key={key}
          label={label}
          hint={hint}
          checked={allowed[key]}
          onCheckedChange={(checked) => setAllowed({ ...allowed, [key]: checked })}
        />
      ))}
      {allowed.allowUpload && <GuestRoom room={room} onChange={setRoom} />}
      <div role="alert">{message && <p className="text-danger">{message}</p>}</div>
      {notice}
      <div className="flex flex-wrap justify-end gap-2">
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
        <Button type="submit" variant="primary" busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

function allowedBy(link: ShareLink | null): Allowed {
  const { allowDownload = false, showLocation = false, allowPicks = false, allowUpload = false } = link ?? {}
  return { allowDownload, showLocation, allowPicks, allowUpload }
}

function roomOf(link: ShareLink | null): Room {
  const { maxGuestFiles, maxGuestBytes } = link ?? FIRST_ROOM
  return { maxGuestFiles, maxGuestBytes }
}

function useSend(onSave: LinkFormProps['onSave']) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async (settings: LinkSettings) => {
    setBusy(true)
    setError(null)
    try {
      await onSave(settings)
    } catch (problem) {
      setError(problem)
    }
    setBusy(false)
  }
  const errorOf = (field: string) => {
    const said = error instanceof ApiError ? error.fieldError(field) : null
    return said ? sentence(said) : null
  }
  const atField = ['title', 'password', 'expiresAt'].some((field) => errorOf(field) !== null)
  return { busy, errorOf, message: error === null || atField ? null : errorSentence(error), send }
}

interface Secret {
  change: boolean
  password: string
}

interface PasswordChoiceProps {
  link: ShareLink | null
  secret: Secret
  onChange: (secret: Secret) => void
  error: string | null
}

/** The password that visitors are asked for. That of a link that has one is not known: it is kept, changed or taken away. */
function PasswordChoice({ link, secret, onChange, error }: PasswordChoiceProps) {
  if (!secret.change) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span>{link?.hasPassword ? 'Visitors are asked for a password.' : 'No password.'}</span>
        <Button size="small" onClick={() => onChange({ change: true, password: '' })}>
          {link?.hasPassword ? 'Change or remove it' : 'Set a password'}
        </Button>
      </div>
    )
  }
  const hint = link?.hasPassword
    ? 'Empty for none. Whoever was let in before is asked again.'
    : 'Empty for none. Send it by another way than the address.'
  return (
    <Field label="Password" hint={hint} error={error}>
      <PasswordInput
        value={secret.password}
        autoComplete="new-password"
        onChange={(event) => onChange({ change: true, password: event.target.value })}
      />
    </Field>
  )
}

interface ExpiryFieldProps {
  link: ShareLink | null
  choice: ExpiryChoice
  date: string
  onChange: (value: { choice: ExpiryChoice; date: string }) => void
  error: string | null
}

function ExpiryField({ link, choice, date, onChange, error }: ExpiryFieldProps) {
  const id = useId()
  const kept = link?.expiresAt ? `As it is: ${momentLabel(link.expiresAt)}` : 'As it is: never'
  return (
    <div className="flex flex-wrap items-start gap-3">
      <Field label="Ends" error={error} className="min-w-48 flex-1">
        <Select value={choice} onChange={(event) => onChange({ choice: event.target.value as ExpiryChoice, date })}>
          {link !== null && <option value="keep">{kept}</option>}
          <option value="never">Never</option>
          {EXPIRY_DAYS.map((days) => (
            <option key={days} value={days}>
              {days === 1 ? 'In 1 day' : `In ${days} days`}
            </option>
          ))}
          <option value="date">On a day of my choice</option>
        </Select>
      </Field>
      {choice === 'date' && (
        <div className="flex flex-1 flex-col gap-1">
          <label htmlFor={id} className="font-semibold">
            Last day
          </label>
          <Input
            id={id}
            type="date"
            required
            value={date}
            onChange={(event) => onChange({ choice, date: event.target.value })}
          />
        </div>
      )}
    </div>
  )
}
