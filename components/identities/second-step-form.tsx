'use client'
import { giveCode } from '../accounts/log-in'
import { CodeForm, useEnter } from '../accounts/log-in-form'

/** Asks who signed in elsewhere for the code of the second factor. @param next where to go then: already checked to be a path of this site */
export function SecondStepForm({ next }: { next: string }) {
  const enter = useEnter(next)
  return (
    <CodeForm
      onBack={() => window.location.assign('/login')}
      onCode={async (code) => {
        await giveCode(code)
        await enter()
      }}
    />
  )
}
