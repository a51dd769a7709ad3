'use client'
import { Suspense, useState } from 'react'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import type { KeysFormProps } from './keys-form'

const KeysForm = lazily(() => import('./keys-form').then((module) => module.KeysForm))

/** The way in by keys of the bucket, folded away. */
export function KeysLogIn(form: KeysFormProps) {
  const [open, setOpen] = useState(false)
  return (
    <Suspense>
      {open ? <KeysForm {...form} /> : <Button onClick={() => setOpen(true)}>Continue with S3 keys</Button>}
    </Suspense>
  )
}
