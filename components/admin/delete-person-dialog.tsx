'use client'
import type { AdminUser } from '@/lib/admin/people-contract'
import { countPhotos } from '@/lib/media/plural'
import { deletionText } from '../accounts/deletion-text'
import { FormMessage } from '../accounts/form-message'
import { useSubmit } from '../accounts/use-submit'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { showToast } from '../ui/toast-store'
import { deletePerson } from './people-calls'

interface DeletePersonDialogProps {
  person: AdminUser
  onDone: () => void
  onClose: () => void
}

/** Deletes an account after its username was typed, and says what went. */
export function DeletePersonDialog({ person, onDone, onClose }: DeletePersonDialogProps) {
  const { busy, message, fieldError, onSubmit } = useSubmit(['username'], async ({ username = '' }) => {
    showToast(`${person.name} is deleted: ${deletionText(await deletePerson(person.id, username))}.`)
    onDone()
    onClose()
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Delete ${person.name}?`}
      description={`${countPhotos(person.photos)} with their originals, albums, links and access tokens go for ever, not to the trash. Files of connected sources stay where they are.`}
    >
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormMessage message={message} />
        <Field label={`Type “${person.username}” to confirm`} error={fieldError('username')}>
          <Input name="username" required autoComplete="off" autoCapitalize="none" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" busy={busy}>
            Delete for ever
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
