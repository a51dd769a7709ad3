'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Cloud, HardDrive } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import { FormMessage } from '../accounts/form-message'
import { useEarlyInput, useTakenOver } from '../keys/early-actions'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { NavLink } from '../ui/nav-link'
import { QueryProvider } from '../ui/query-provider'
import { showToast } from '../ui/toast-store'
import { sentence } from '../words/sentence'
import { BucketFields } from './bucket-fields'
import { CheckResult } from './check-result'
import { ChoiceCards } from './choice-cards'
import { MannerFields } from './manner-fields'
import { checkSource, createSource, SOURCES, steerScan } from './source-calls'
import { EMPTY_DRAFT, locationOf, newSourceOf, proposedName, type SourceDraft, withTyped } from './source-draft'
import { gapOf, presetOf } from './source-presets'

const KINDS = [
  { value: 's3', label: 'A bucket', hint: 'At Amazon, Cloudflare, Backblaze, or on a server of your own', icon: Cloud },
  {
    value: 'directory',
    label: 'A folder on the server',
    hint: 'A disk or network drive Albumen can read',
    icon: HardDrive,
  },
] as const

interface ConnectSourceProps {
  /** Folders of the server: whether this person may connect them, whether there are any, and which (for administrators). */
  folders: { mine: boolean; any: boolean; paths: string[] }
}

/** The form of a new source: where it is, whether that works, how it is read. Nothing is kept before the access works. */
export function ConnectSource(props: ConnectSourceProps) {
  return (
    <QueryProvider>
      <ConnectForm {...props} />
    </QueryProvider>
  )
}

function ConnectForm({ folders }: ConnectSourceProps) {
  const ready = useTakenOver()
  const { form, draft, change, check, checked, connect, works, error, fieldError, submit } = useConnecting()
  return (
    <form ref={form} method="post" onSubmit={submit} noValidate className="flex flex-col gap-6">
      <ChoiceCards
        legend="Where your photos are"
        name="source-kind"
        value={draft.kind}
        options={KINDS}
        onChange={(kind) => change({ ...draft, kind })}
      />
      {draft.kind === 's3' ? (
        <BucketFields draft={draft} onChange={change} fieldError={fieldError} />
      ) : (
        <FolderField draft={draft} folders={folders} onChange={change} error={fieldError('path')} />
      )}
      <div>
        <FormMessage message={error && !belongsToField(error) ? errorSentence(error) : null} />
        <div role="status">{checked && <CheckResult check={checked} />}</div>
      </div>
      {works && <NamedManner draft={draft} onChange={change} error={fieldError('name')} />}
      <div className="flex flex-wrap gap-2">
        {works ? (
          <Button type="submit" variant="primary" busy={connect.isPending || connect.isSuccess}>
            Connect and scan
          </Button>
        ) : (
          <Button type="submit" variant="primary" busy={check.isPending} disabled={!ready}>
            Check access
          </Button>
        )}
        <NavLink href="/sources" className={buttonStyle()}>
          Cancel
        </NavLink>
      </div>
    </form>
  )
}

/** The form's state: the draft, whether its access works, and the way to a source. */
function useConnecting() {
  const router = useRouter()
  const client = useQueryClient()
  const [draft, setDraft] = useState<SourceDraft>(EMPTY_DRAFT)
  const location = locationOf(draft)
  const where = JSON.stringify(location)
  const check = useMutation({
    mutationFn: async () => ({ where, result: await checkSource(location) }),
  })
  const connect = useMutation({
    mutationFn: async () => {
      const source = await createSource(newSourceOf(draft))
      await steerScan(source.id, { action: 'start' }).catch((error) =>
        showToast(errorSentence(error), { tone: 'danger' }),
      )
      return source
    },
    onSuccess: (source) => {
      void client.invalidateQueries({ queryKey: SOURCES })
      router.push(`/sources/${source.id}`)
    },
  })
  const checked = check.data?.where === where ? check.data.result : null
  const works = checked?.ok === true
  const busy = check.isPending || connect.isPending || connect.isSuccess
  const error = connect.error ?? check.error
  const gap = draft.kind === 's3' ? gapOf(presetOf(draft.preset), draft) : null
  const [tried, setTried] = useState(false)
  const fieldError = (path: string) => {
    if (tried && gap?.field === path) return gap.text
    const said = error instanceof ApiError ? error.fieldError(path) : undefined
    return said && sentence(said)
  }
  const form = useRef<HTMLFormElement>(null)
  useEarlyInput(form, (element) => setDraft((before) => withTyped(before, new FormData(element))))
  useEffect(() => {
    const wrong = error || tried ? form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : null
    wrong?.focus({ preventScroll: true })
    wrong?.scrollIntoView({ block: 'center' })
  }, [error, tried])
  const change = (next: SourceDraft) => {
    if (!busy) setDraft(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setTried(gap !== null)
    if (gap) return
    if (works) connect.mutate()
    else {
      connect.reset()
      check.mutate()
    }
  }
  return { form, draft, change, check, checked, connect, works, error, fieldError, submit }
}

interface NamedMannerProps {
  draft: SourceDraft
  onChange: (draft: SourceDraft) => void
  error: string | undefined
}

function NamedManner({ draft, onChange, error }: NamedMannerProps) {
  return (
    <>
      <Field label="Name" error={error}>
        <Input
          name="name"
          value={draft.name}
          placeholder={proposedName(draft)}
          maxLength={100}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </Field>
      <MannerFields manner={draft.manner} onChange={(manner) => onChange({ ...draft, manner })} />
    </>
  )
}

interface FolderFieldProps extends ConnectSourceProps {
  draft: SourceDraft
  onChange: (draft: SourceDraft) => void
  error: string | undefined
}

function FolderField({ draft, folders, onChange, error }: FolderFieldProps) {
  const hint = !folders.mine
    ? 'Folders of the server are connected by administrators.'
    : !folders.any
      ? 'No folder may be read yet: an administrator allows folders with the setting SOURCE_ROOTS.'
      : folders.paths.length > 0
        ? `In or below ${folders.paths.join(' or ')}.`
        : 'A folder below one that the administrator allows.'
  return (
    <Field label="Folder" hint={hint} error={error}>
      <Input
        name="path"
        value={draft.path}
        placeholder="/mnt/photos"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ ...draft, path: event.target.value })}
      />
    </Field>
  )
}

const FIELDS = ['endpoint', 'region', 'bucket', 'prefix', 'accessKeyId', 'secretAccessKey', 'path', 'name']

function belongsToField(error: unknown): boolean {
  return error instanceof ApiError && error.errors.length > 0 && error.errors.every(({ path }) => FIELDS.includes(path))
}
