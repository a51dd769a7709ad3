'use client'
import { Suspense, useState } from 'react'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'

const DeleteAccountDialog = lazily(() => import('./delete-account-dialog').then((module) => module.DeleteAccountDialog))

/** The way to the question whether the account shall go. */
export function DeleteAccount({ username, hasPassword }: { username: string; hasPassword: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button className="self-start text-danger" onClick={() => setOpen(true)}>
        Delete account
      </Button>
      {open && (
        <Suspense>
          <DeleteAccountDialog username={username} hasPassword={hasPassword} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
