'use client'
import { type ComponentProps, useState } from 'react'
import { DirectTest } from '@/lib/direct/contract'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { Findings } from '../ui/findings'
import { tryDirect } from './try-direct'

type Seen = ComponentProps<typeof Findings>['findings']

/** The self-test of direct mode: what the server finds out, then what this browser sees when it goes to the store itself. */
export function DirectModeTest() {
  const [busy, setBusy] = useState(false)
  const [seen, setSeen] = useState<Seen>([])
  const [problem, setProblem] = useState<string | null>(null)
  const run = async () => {
    const test = await api(DirectTest, 'POST', '/admin/direct-test')
    setSeen(test.findings)
    if (test.browser) setSeen([...test.findings, ...(await tryDirect(test.browser))])
  }
  const onClick = () => {
    setBusy(true)
    setProblem(null)
    setSeen([])
    run()
      .catch((error: unknown) => setProblem(errorSentence(error)))
      .finally(() => setBusy(false))
  }
  return (
    <>
      <div>
        <Button busy={busy} onClick={onClick}>
          Test the store
        </Button>
      </div>
      <div role="status" className="flex flex-col gap-3">
        {seen.length > 0 && <Findings findings={seen} />}
        {problem && <p className="text-danger">{problem}</p>}
      </div>
    </>
  )
}
