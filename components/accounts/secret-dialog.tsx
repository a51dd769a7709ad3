'use client'
import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

interface Shown {
  title: string
  /** What is said of it; that it is shown this once, too. */
  about: string
  label: string
  secret: string
}

interface SecretDialogProps {
  /** Before it is made: what is asked. */
  title: string
  about: string | null
  children: ReactNode
  /** The secret, once it is made. */
  made: Shown | null
  onClose: () => void
}

/** A dialog that makes a secret, and shows it this once: then it stays until one says that one is done. */
export function SecretDialog({ title, about, children, made, onClose }: SecretDialogProps) {
  return (
    <Dialog
      open
      stays={made !== null}
      onOpenChange={(open) => open || onClose()}
      title={made?.title ?? title}
      description={made?.about ?? about}
    >
      {made ? <ShownSecret label={made.label} secret={made.secret} onClose={onClose} /> : children}
    </Dialog>
  )
}

/** A secret that is shown this once, and the way to copy it. */
function ShownSecret({ label, secret, onClose }: { label: string; secret: string; onClose: () => void }) {
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
