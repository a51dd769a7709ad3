'use client'
import { api } from '@/lib/http/client'
import { type Identity, LinkIntent } from '@/lib/identities/contract'
import { CurrentPassword } from '../accounts/current-password'
import { FormMessage } from '../accounts/form-message'
import { askIssuer } from '../accounts/log-in'
import { useSubmit } from '../accounts/use-submit'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { showToast } from '../ui/toast-store'

interface LinkDialogProps {
  issuer: string
  hasPassword: boolean
  onClose: () => void
}

/** Goes to the issuer to link it, after the password was typed once more. */
export function LinkDialog({ issuer, hasPassword, onClose }: LinkDialogProps) {
  return (
    <Confirmed
      title={`Link ${issuer}?`}
      lead={`You sign in there now; from then on that opens this account too.`}
      label="Continue"
      hasPassword={hasPassword}
      onClose={onClose}
      onConfirmed={async (proof) => {
        const { intent } = await api(LinkIntent, 'POST', '/me/identities', proof)
        window.location.assign(await askIssuer({ callbackUrl: '/settings', intent }))
      }}
    />
  )
}

interface UnlinkDialogProps {
  identity: Identity
  hasPassword: boolean
  onClose: () => void
}

/** Takes a way in away, after the password was typed once more. */
export function UnlinkDialog({ identity, hasPassword, onClose }: UnlinkDialogProps) {
  return (
    <Confirmed
      title={`Unlink ${identity.name}?`}
      lead="Signing in there does not open this account any more. Log-ins that are open stay."
      label="Unlink"
      danger
      hasPassword={hasPassword}
      onClose={onClose}
      onConfirmed={async (proof) => {
        await api(null, 'DELETE', `/me/identities/${identity.id}`, proof)
        showToast(`${identity.name} is unlinked.`)
        onClose()
      }}
    />
  )
}

interface ConfirmedProps {
  title: string
  lead: string
  label: string
  danger?: boolean
  hasPassword: boolean
  onClose: () => void
  onConfirmed: (proof: { currentPassword?: string | undefined }) => Promise<void>
}

function Confirmed({ title, lead, label, danger = false, hasPassword, onClose, onConfirmed }: ConfirmedProps) {
  const { busy, message, fieldError, onSubmit } = useSubmit(['currentPassword'], ({ currentPassword }) =>
    onConfirmed({ currentPassword }),
  )
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title} description={lead}>
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormMessage message={message} />
        <CurrentPassword hasPassword={hasPassword} error={fieldError('currentPassword')} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy}>
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
