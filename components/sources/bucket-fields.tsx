'use client'
import type { InputHTMLAttributes } from 'react'
import { Checkbox } from '../ui/checkbox'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { type SourceDraft, withPreset } from './source-draft'
import { endpointSoFar, PRESETS, presetOf, wantsAccount } from './source-presets'

type TextField = 'endpoint' | 'account' | 'region' | 'bucket' | 'prefix' | 'accessKeyId' | 'secretAccessKey'

interface BucketFieldsProps {
  draft: SourceDraft
  onChange: (draft: SourceDraft) => void
  fieldError: (path: string) => string | undefined
}

const PLAIN = { autoCapitalize: 'none', autoComplete: 'off', spellCheck: false } as const

/** Where a bucket is and the keys to it. */
export function BucketFields({ draft, onChange, fieldError }: BucketFieldsProps) {
  const preset = presetOf(draft.preset)
  const endpoint = endpointSoFar(preset, draft)
  const written = preset.endpoint === null
  const text = (field: TextField) => ({
    ...PLAIN,
    name: field,
    value: draft[field],
    onChange: (event: { target: { value: string } }) => onChange({ ...draft, [field]: event.target.value }),
  })
  return (
    <div className="flex flex-col gap-4">
      <Field label="Where the bucket is">
        <Select
          name="preset"
          value={draft.preset}
          onChange={(event) => onChange(withPreset(draft, event.target.value))}
        >
          {PRESETS.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {written && (
        <Field label="Endpoint" hint="The address of the server, with http or https." error={fieldError('endpoint')}>
          <Input {...text('endpoint')} inputMode="url" placeholder={preset.example} />
        </Field>
      )}
      {wantsAccount(preset) && (
        <Field label="Account ID" hint={endpoint} error={fieldError('account') ?? fieldError('endpoint')}>
          <Input {...text('account')} />
        </Field>
      )}
      {preset.regionHint !== null && (
        <Field
          label="Region"
          hint={written || !endpoint ? preset.regionHint : `${preset.regionHint}. Endpoint: ${endpoint}`}
          error={fieldError('region') ?? (written ? undefined : fieldError('endpoint'))}
        >
          <Input {...text('region')} />
        </Field>
      )}
      <WhatFields text={text} fieldError={fieldError} />
      <KeyFields text={text} fieldError={fieldError} />
      {written && (
        <Checkbox
          label="Bucket in the path"
          hint={draft.pathStyle ? 'host/bucket/key, which nearly all servers understand' : 'bucket.host/key'}
          checked={draft.pathStyle}
          onChange={(event) => onChange({ ...draft, pathStyle: event.target.checked })}
        />
      )}
    </div>
  )
}

interface PartProps {
  text: (field: TextField) => InputHTMLAttributes<HTMLInputElement>
  fieldError: BucketFieldsProps['fieldError']
}

function WhatFields({ text, fieldError }: PartProps) {
  return (
    <>
      <Field label="Bucket" error={fieldError('bucket')}>
        <Input {...text('bucket')} />
      </Field>
      <Field
        label="Only below (optional)"
        hint="Keys that begin with this, such as photos/2023/. Without it, the whole bucket."
        error={fieldError('prefix')}
      >
        <Input {...text('prefix')} />
      </Field>
    </>
  )
}

function KeyFields({ text, fieldError }: PartProps) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Access key" error={fieldError('accessKeyId')}>
          <Input {...text('accessKeyId')} />
        </Field>
        <Field label="Secret key" error={fieldError('secretAccessKey')}>
          <Input {...text('secretAccessKey')} type="password" autoComplete="new-password" />
        </Field>
      </div>
      <p className="-mt-2 text-small text-muted">
        Keys that may only list and read are enough, and safest. They are kept encrypted and never shown again. Leave
        both empty for a bucket that is open to all.
      </p>
    </>
  )
}
