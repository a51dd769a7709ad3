'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import type { Source } from '@/lib/sources/ground/contract'
import { FormMessage } from '../accounts/form-message'
import { useTakenOver } from '../keys/early-actions'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { showToast } from '../ui/toast-store'
import { MannerFields } from './manner-fields'
import { SOURCES, updateSource } from './source-calls'
import type { SourceManner } from './source-draft'

/** Name of a source and how it is read. */
export function SourceSettings({ source }: { source: Source }) {
  const client = useQueryClient()
  const ready = useTakenOver()
  const [name, setName] = useState(source.name)
  const [manner, setManner] = useState<SourceManner>({
    visibility: source.visibility,
    concurrency: source.concurrency,
    bytesPerSecond: source.bytesPerSecond,
    rescanMinutes: source.rescanMinutes,
    forgetAfterDays: source.forgetAfterDays,
  })
  const save = useMutation({
    mutationFn: () => updateSource(source.id, { name, ...manner }),
    onSuccess: (saved) => {
      setName(saved.name)
      client.setQueryData<Source>([...SOURCES, source.id], saved)
      void client.invalidateQueries({ queryKey: SOURCES })
      showToast('The settings are saved')
    },
  })
  const wrongName = save.error instanceof ApiError ? save.error.fieldError('name') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending) save.mutate()
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="max-w-xl">
      <fieldset disabled={!ready} className="flex flex-col gap-4">
        <FormMessage message={save.error && !wrongName ? errorSentence(save.error) : null} />
        <Field label="Name" error={wrongName}>
          <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
        <MannerFields manner={manner} onChange={setManner} scanned />
        <Button type="submit" busy={save.isPending} className="self-start">
          Save settings
        </Button>
      </fieldset>
    </form>
  )
}
