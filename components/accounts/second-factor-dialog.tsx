'use client'
import { useState } from 'react'
import { RecoveryCodes, SecondFactorSetUp } from '@/lib/accounts/second-factor-contract'
import { api } from '@/lib/http/client'
import { QrCode } from '../shares/qr-code'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { CurrentPassword } from './current-password'
import { FormMessage } from './form-message'
import { RecoveryCodeList } from './recovery-code-list'
import { useSubmit } from './use-submit'

interface SecondFactorDialogProps {
  hasPassword: boolean
  onClose: () => void
}

/** Sets a second factor up: the password, the secret with its first code, the recovery codes. */
export function SecondFactorDialog({ hasPassword, onClose }: SecondFactorDialogProps) {
  const [begun, setBegun] = useState<SecondFactorSetUp | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const [title, lead] = codes
    ? ['Keep your recovery codes', 'Each lets you in once when your phone is not there. They are shown this once.']
    : begun
      ? ['Scan this code', 'With an authenticator app on your phone, or type the secret into it.']
      : ['Set up a second factor', 'You need an authenticator app, such as Aegis, Ente Auth or Google Authenticator.']
  return (
    <Dialog open stays={begun !== null} onOpenChange={(open) => open || onClose()} title={title} description={lead}>
      {codes ? (
        <RecoveryCodeList codes={codes} onClose={onClose} />
      ) : begun ? (
        <FirstCode begun={begun} onCodes={setCodes} onClose={onClose} />
      ) : (
        <Begin hasPassword={hasPassword} onBegun={setBegun} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface BeginProps extends SecondFactorDialogProps {
  onBegun: (begun: SecondFactorSetUp) => void
}

function Begin({ hasPassword, onBegun, onClose }: BeginProps) {
  const { busy, message, fieldError, onSubmit } = useSubmit(['currentPassword'], async ({ currentPassword }) => {
    onBegun(await api(SecondFactorSetUp, 'POST', '/me/second-factor', { currentPassword }))
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <CurrentPassword hasPassword={hasPassword} error={fieldError('currentPassword')} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Continue
        </Button>
      </div>
    </form>
  )
}

interface FirstCodeProps {
  begun: SecondFactorSetUp
  onCodes: (codes: string[]) => void
  onClose: () => void
}

function FirstCode({ begun: { secret, uri, setUp }, onCodes, onClose }: FirstCodeProps) {
  const { busy, message, fieldError, onSubmit } = useSubmit(['code'], async ({ code }) => {
    const { recoveryCodes } = await api(RecoveryCodes, 'PUT', '/me/second-factor', { setUp, code })
    onCodes(recoveryCodes)
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <QrCode text={uri} label="The secret as a QR code" />
      <Field label="Secret" hint="For apps that cannot scan.">
        <Input readOnly value={secret} className="font-mono" onFocus={(event) => event.currentTarget.select()} />
      </Field>
      <Field label="Code" hint="The six digits that the app shows now." error={fieldError('code')}>
        <Input
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          maxLength={10}
          className="font-mono"
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Switch it on
        </Button>
      </div>
    </form>
  )
}
