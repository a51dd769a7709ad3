'use client'
import { useState } from 'react'
import { DeletionReport } from '@/lib/accounts/contract'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { CurrentPassword } from './current-password'
import { deletionText } from './deletion-text'
import { FormMessage } from './form-message'
import { useSubmit } from './use-submit'

interface DeleteAccountDialogProps {
  username: string
  hasPassword: boolean
  onClose: () => void
}

/** Deletes one's account after the password was typed once more. */
export function DeleteAccountDialog({ username, hasPassword, onClose }: DeleteAccountDialogProps) {
  const [report, setReport] = useState<DeletionReport | null>(null)
  const { busy, message, fieldError, onSubmit } = useSubmit(['currentPassword'], async ({ currentPassword }) => {
    setReport(await api(DeletionReport, 'DELETE', '/me', { currentPassword }))
  })
  if (report) return <Deleted report={report} />
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Delete the account ${username}?`}
      description="Your photos, their files and your albums are deleted with it, at once and for ever. Nobody can bring them back."
    >
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormMessage message={message} />
        <CurrentPassword hasPassword={hasPassword} error={fieldError('currentPassword')} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep the account</Button>
          <Button type="submit" variant="danger" busy={busy}>
            Delete for ever
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What went. There is nothing behind it any more. */
function Deleted({ report }: { report: DeletionReport }) {
  const leave = () => window.location.assign('/')
  return (
    <Dialog
      open
      stays
      onOpenChange={(open) => open || leave()}
      title={`The account ${report.username} is deleted`}
      description={`With it went ${deletionText(report)}. Their files are being deleted from the store now.`}
    >
      <div className="flex justify-end">
        <Button variant="primary" onClick={leave}>
          Done
        </Button>
      </div>
    </Dialog>
  )
}
