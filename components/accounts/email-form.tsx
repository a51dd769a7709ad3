'use client'
import { useRouter } from 'next/navigation'
import { Me } from '@/lib/accounts/contract'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { showToast } from '../ui/toast-store'
import { CurrentPassword } from './current-password'
import { FormMessage } from './form-message'
import { PendingEmail } from './pending-email'
import { useSubmit } from './use-submit'

/** Another e-mail address, confirmed by the password. */
export function EmailForm({ me }: { me: Me }) {
  const router = useRouter()
  const { busy, message, fieldError, onSubmit } = useSubmit(['email', 'currentPassword'], async (values, form) => {
    const { email, currentPassword } = values
    const { pendingEmail } = await api(Me, 'PATCH', '/me', { email, currentPassword })
    form.reset()
    showToast(pendingEmail ? `Open the link in the mail to ${pendingEmail}.` : 'E-mail address changed.')
    router.refresh()
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {me.pendingEmail && <PendingEmail email={me.pendingEmail} />}
      <FormMessage message={message} />
      <Field label="E-mail" hint="You log in with it. Others never see it." error={fieldError('email')}>
        <Input name="email" type="email" autoComplete="email" key={me.email} defaultValue={me.email} required />
      </Field>
      <CurrentPassword hasPassword={me.hasPassword} error={fieldError('currentPassword')} />
      <Button type="submit" busy={busy} className="self-start">
        Change e-mail
      </Button>
    </form>
  )
}
