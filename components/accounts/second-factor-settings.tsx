'use client'
import { useRouter } from 'next/navigation'
import { Suspense, useState } from 'react'
import type { SecondFactor } from '@/lib/accounts/second-factor-contract'
import { counted } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'

const SetUpDialog = lazily(() => import('./second-factor-dialog').then((module) => module.SecondFactorDialog))
const ProofDialog = lazily(() => import('./second-factor-proof').then((module) => module.SecondFactorProofDialog))

type Open = 'set-up' | 'off' | 'codes' | null

/** Whether one has a second factor, and the ways to change that. */
export function SecondFactorSettings({ state, hasPassword }: { state: SecondFactor; hasPassword: boolean }) {
  const router = useRouter()
  const [open, setOpen] = useState<Open>(null)
  const close = () => {
    setOpen(null)
    router.refresh()
  }
  return (
    <>
      {state.enabled ? (
        <>
          <p>
            On. {state.recoveryCodes === 0 ? 'No recovery code is' : `${counted(state.recoveryCodes, 'recovery code')}`}{' '}
            left.
          </p>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setOpen('codes')}>New recovery codes</Button>
            <Button className="text-danger" onClick={() => setOpen('off')}>
              Switch it off
            </Button>
          </div>
        </>
      ) : (
        <Button className="self-start" onClick={() => setOpen('set-up')}>
          Set up a second factor
        </Button>
      )}
      <Suspense>
        {open === 'set-up' && <SetUpDialog hasPassword={hasPassword} onClose={close} />}
        {(open === 'off' || open === 'codes') && <ProofDialog to={open} hasPassword={hasPassword} onClose={close} />}
      </Suspense>
    </>
  )
}
