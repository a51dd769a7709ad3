'use client'
import { useState } from 'react'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** A secret that is shown this once, and the way to copy it. */
export function ShownSecret({ label, secret, onClose }: { label: string; secret: string; onClose: () => void }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async () => {
    try {
      // Browsers have no clipboard for pages without https.
      await navigator.clipboard.writeText(secret)
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <Field label={label} hint={copied === false ? 'The browser does not let us copy: mark it and copy it.' : null}>
        <Input readOnly value={secret} className="font-mono" onFocus={(event) => event.currentTarget.select()} />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="primary" onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button onClick={onClose}>Done</Button>
      </div>
    </div>
  )
}
