'use client'
import { api } from '@/lib/http/client'
import { CurrentPassword } from '../accounts/current-password'
import { FormMessage } from '../accounts/form-message'
import { useSubmit } from '../accounts/use-submit'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { showToast } from '../ui/toast-store'
import { KeyFields } from './key-fields'

const FIELDS = ['accessKeyId', 'secretAccessKey', 'currentPassword']

/** Links an access key of the bucket. */
export function KeysDialog({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) {
  const { busy, message, fieldError, onSubmit } = useSubmit(FIELDS, async (values) => {
    const { accessKeyId, secretAccessKey, currentPassword } = values
    await api(null, 'POST', '/me/identities/keys', { accessKeyId, secretAccessKey, currentPassword })
    showToast('The access key is linked.')
    onClose()
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Link S3 keys?"
      description="From then on they open this account too."
    >
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormMessage message={message} />
        <KeyFields fieldError={fieldError} />
        <CurrentPassword hasPassword={hasPassword} error={fieldError('currentPassword')} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Link
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
