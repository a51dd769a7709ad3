'use client'
import { useRouter } from 'next/navigation'
import { Me } from '@/lib/accounts/contract'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { showToast } from '../ui/toast-store'
import { FormMessage } from './form-message'
import { useSubmit } from './use-submit'

/** Name and username. */
export function ProfileForm({ me }: { me: Me }) {
  const router = useRouter()
  const { busy, message, fieldError, onSubmit } = useSubmit(['name', 'username'], async ({ name, username }) => {
    await api(Me, 'PATCH', '/me', { name, username })
    showToast('Profile saved.')
    router.refresh()
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <Field label="Name" hint="How others see you." error={fieldError('name')}>
        <Input name="name" autoComplete="name" defaultValue={me.name} required maxLength={100} />
      </Field>
      <Field
        label="Username"
        hint="3 to 30 small letters, digits and hyphens. Addresses with your old username stop working."
        error={fieldError('username')}
      >
        <Input
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={me.username}
          required
          maxLength={30}
        />
      </Field>
      <Button type="submit" busy={busy} className="self-start">
        Save profile
      </Button>
    </form>
  )
}
