'use client'
import { useState } from 'react'
import { RecoveryCodes } from '@/lib/accounts/second-factor-contract'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { showToast } from '../ui/toast-store'
import { CodeInput } from './code-input'
import { CurrentPassword } from './current-password'
import { FormMessage } from './form-message'
import { RecoveryCodeList } from './recovery-code-list'
import { useSubmit } from './use-submit'

interface SecondFactorProofProps {
  /** What password and code are asked for. */
  to: 'off' | 'codes'
  hasPassword: boolean
  onClose: () => void
}

/** Switches the second factor off or makes new recovery codes, after password and code. */
export function SecondFactorProofDialog({ to, hasPassword, onClose }: SecondFactorProofProps) {
  const [codes, setCodes] = useState<string[] | null>(null)
  const { busy, message, fieldError, onSubmit } = useSubmit(['currentPassword', 'code'], async (values) => {
    const proof = { currentPassword: values.currentPassword, code: values.code }
    if (to === 'codes') {
      const made = await api(RecoveryCodes, 'POST', '/me/second-factor/recovery-codes', proof)
      return setCodes(made.recoveryCodes)
    }
    await api(null, 'DELETE', '/me/second-factor', proof)
    showToast('The second factor is off.')
    onClose()
  })
  const lead = codes
    ? 'Each lets you in once when your phone is not there. They are shown this once; those before are void.'
    : to === 'off'
      ? 'Your password alone lets in then.'
      : 'Those that you have are void then.'
  const title = to === 'off' ? 'Switch the second factor off?' : 'New recovery codes'
  return (
    <Dialog open stays={codes !== null} onOpenChange={(open) => open || onClose()} title={title} description={lead}>
      {codes ? (
        <RecoveryCodeList codes={codes} onClose={onClose} />
      ) : (
        <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
          <FormMessage message={message} />
          <CurrentPassword hasPassword={hasPassword} error={fieldError('currentPassword')} />
          <CodeInput error={fieldError('code')} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant={to === 'off' ? 'danger' : 'primary'} busy={busy}>
              {to === 'off' ? 'Switch it off' : 'Make them'}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
