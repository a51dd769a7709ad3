'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type InputHTMLAttributes, useState } from 'react'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import type { Source, UpdateSource } from '@/lib/sources/ground/contract'
import { FormMessage } from '../accounts/form-message'
import { useTakenOver } from '../keys/early-actions'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { showToast } from '../ui/toast-store'
import { CheckResult } from './check-result'
import { checkSource, SOURCES, updateSource } from './source-calls'

const PLAIN = { autoCapitalize: 'none', autoComplete: 'off', spellCheck: false } as const

/** How a source is opened: tries it again as it is, and takes new keys or a new address, which are tried first. */
export function SourceAccess({ source }: { source: Source }) {
  const ready = useTakenOver()
  const { given, setGiven, check, save, error, fieldError, changed, submit } = useAccess(source)
  const text = (field: keyof Written) => ({
    ...PLAIN,
    name: field,
    value: given[field],
    onChange: (event: { target: { value: string } }) => setGiven({ ...given, [field]: event.target.value }),
  })
  const hasFieldError = ['endpoint', 'publicEndpoint', 'region', 'accessKeyId', 'secretAccessKey', 'path'].some(
    fieldError,
  )
  return (
    <section aria-labelledby="access-title" className="border-t border-line py-6">
      <h2 id="access-title" className="mb-1 text-title">
        Access
      </h2>
      <p className="mb-4 max-w-prose text-muted">
        {source.kind === 'directory'
          ? 'Where the folder is. A moved folder is given its new path here; its photos keep their albums and tags.'
          : 'Change keys or the address here. They are tried before they are saved; keys are never shown again.'}
      </p>
      <form method="post" onSubmit={submit} noValidate className="max-w-xl">
        <fieldset disabled={!ready} className="flex flex-col gap-4">
          <FormMessage message={error && !hasFieldError ? errorSentence(error) : null} />
          {source.kind === 'directory' ? (
            <Field label="Folder" error={fieldError('path')}>
              <Input {...text('path')} />
            </Field>
          ) : (
            <BucketAccess source={source} text={text} fieldError={fieldError} />
          )}
          <div role="status" className="not-empty:my-2">
            {check.data && <CheckResult check={check.data} />}
          </div>
          <Button type="submit" busy={check.isPending || save.isPending} className="self-start">
            {changed ? 'Check and save' : 'Check access'}
          </Button>
        </fieldset>
      </form>
    </section>
  )
}

/** The form's state: what was written, whether it works, and the way to keep it. */
function useAccess(source: Source) {
  const client = useQueryClient()
  const [given, setGiven] = useState(() => writtenOf(source))
  const change = changeOf(source, given)
  const check = useMutation({ mutationFn: () => checkSource({ id: source.id, ...change }) })
  const save = useMutation({
    mutationFn: async () => {
      const result = await check.mutateAsync()
      return result.ok ? updateSource(source.id, change) : null
    },
    onSuccess: (saved) => {
      if (!saved) return
      client.setQueryData<Source>([...SOURCES, source.id], saved)
      void client.invalidateQueries({ queryKey: SOURCES })
      setGiven(writtenOf(saved))
      showToast('The new access is saved')
    },
  })
  const error = save.error ?? check.error
  const fieldError = (path: string) => (error instanceof ApiError ? error.fieldError(path) : undefined)
  const changed = Object.keys(change).length > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (save.isPending || check.isPending) return
    save.reset()
    if (changed) save.mutate()
    else check.mutate()
  }
  return { given, setGiven, check, save, error, fieldError, changed, submit }
}

interface BucketAccessProps {
  source: Source
  text: (field: keyof Written) => InputHTMLAttributes<HTMLInputElement>
  fieldError: (path: string) => string | undefined
}

function BucketAccess({ source, text, fieldError }: BucketAccessProps) {
  const unchanged = source.hasKeys ? 'Unchanged' : 'None'
  return (
    <>
      {source.endpoint !== null && (
        <Field label="Endpoint" hint="A new one needs both keys again." error={fieldError('endpoint')}>
          <Input {...text('endpoint')} inputMode="url" />
        </Field>
      )}
      <Field
        label="Address for browsers (optional)"
        hint="Where browsers reach the same server. With it, originals come straight from there instead of through Albumen."
        error={fieldError('publicEndpoint')}
      >
        <Input {...text('publicEndpoint')} inputMode="url" />
      </Field>
      <Field label="Region" error={fieldError('region')}>
        <Input {...text('region')} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="New access key" error={fieldError('accessKeyId')}>
          <Input {...text('accessKeyId')} placeholder={unchanged} />
        </Field>
        <Field label="New secret key" error={fieldError('secretAccessKey')}>
          <Input {...text('secretAccessKey')} type="password" autoComplete="new-password" placeholder={unchanged} />
        </Field>
      </div>
    </>
  )
}

interface Written {
  endpoint: string
  publicEndpoint: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  path: string
}

function writtenOf({ endpoint, publicEndpoint, region, path }: Source): Written {
  return {
    endpoint: endpoint ?? '',
    publicEndpoint: publicEndpoint ?? '',
    region: region ?? '',
    accessKeyId: '',
    secretAccessKey: '',
    path: path ?? '',
  }
}

/** What differs from what is saved. */
function changeOf(source: Source, given: Written): UpdateSource {
  const change: UpdateSource = {}
  const path = given.path.trim()
  if (source.kind === 'directory') return path !== source.path ? { path } : change
  const endpoint = given.endpoint.trim() || null
  const publicEndpoint = given.publicEndpoint.trim() || null
  const region = given.region.trim() || null
  if (endpoint !== source.endpoint) change.endpoint = endpoint
  if (publicEndpoint !== source.publicEndpoint) change.publicEndpoint = publicEndpoint
  if (region !== source.region) change.region = region
  if (given.accessKeyId.trim() || given.secretAccessKey.trim()) {
    change.accessKeyId = given.accessKeyId.trim() || null
    change.secretAccessKey = given.secretAccessKey.trim() || null
  }
  return change
}
