'use client'
import { Suspense, useState } from 'react'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'

const KeysForm = lazily(() => import('./keys-form').then((module) => module.KeysForm))

/** The way in by keys of the bucket, folded away. @param next where to go then: already checked to be a path of this site */
export function KeysLogIn({ next }: { next: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Suspense>
      {open ? <KeysForm next={next} /> : <Button onClick={() => setOpen(true)}>Continue with S3 keys</Button>}
    </Suspense>
  )
}
