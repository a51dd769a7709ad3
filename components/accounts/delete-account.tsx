'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '../ui/button'

const DeleteAccountDialog = dynamic(
  () => import('./delete-account-dialog').then((module) => module.DeleteAccountDialog),
  {
    ssr: false,
  },
)

/** The way to the question whether the account shall go. */
export function DeleteAccount({ username }: { username: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button className="self-start text-danger" onClick={() => setOpen(true)}>
        Delete account
      </Button>
      {open && <DeleteAccountDialog username={username} onClose={() => setOpen(false)} />}
    </>
  )
}
