'use client'
import { type FormEvent, useState } from 'react'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { sayName } from './guest-calls'
import { type NameFor, noteGuestName } from './guest-name'

const MOST = 80
const WHY: Record<NameFor, string> = {
  pick: 'Whoever shares these photos sees by it whose hearts they are. Other visitors do not see it.',
  add: 'Whoever shares these photos sees by it who added yours. Other visitors do not see it.',
}

interface NameDialogProps {
  wanted: NameFor
  token: string
  answer: (name: string | null) => void
}

/** Asks the visitor of a share link for a name, once. Load it lazily. */
export function NameDialog({ wanted, token, answer }: NameDialogProps) {
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const said = await sayName(token, name)
      noteGuestName(token, said)
      answer(said)
    } catch (error) {
      setBusy(false)
      setProblem((error instanceof ApiError && error.fieldError('name')) || errorSentence(error))
    }
  }
  return (
    <Dialog open onOpenChange={() => answer(null)} title="What is your name?" description={WHY[wanted]}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Field label="Your name" error={problem}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="name"
            maxLength={MOST}
            autoFocus
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={() => answer(null)}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" busy={busy} disabled={name.trim() === ''}>
            Go on
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
