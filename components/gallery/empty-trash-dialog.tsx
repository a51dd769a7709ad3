'use client'
import { useQuery } from '@tanstack/react-query'
import { errorSentence } from '@/lib/http/api-error'
import { countPhotos } from '@/lib/media/plural'
import { deleteMany } from '../batch/batch-calls'
import { AlertDialog } from '../ui/alert-dialog'
import { QueryProvider } from '../ui/query-provider'
import { Spinner } from '../ui/spinner'
import { WHOLE_TRASH } from './whole-trash'

interface EmptyTrashDialogProps {
  onClose: (confirmed: boolean) => void
}

/** Before the trash is emptied: says how many photos go for ever. Load it lazily. */
export function EmptyTrashDialog(props: EmptyTrashDialogProps) {
  return (
    <QueryProvider>
      <Question {...props} />
    </QueryProvider>
  )
}

function Question({ onClose }: EmptyTrashDialogProps) {
  const trial = useQuery({
    queryKey: ['empty the trash'],
    queryFn: () => deleteMany(WHOLE_TRASH, true),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  })
  const count = trial.data?.changed
  return (
    <AlertDialog
      open
      danger
      onOpenChange={(open) => !open && onClose(false)}
      title={count === undefined ? 'How many photos is this?' : `Delete ${countPhotos(count)} for ever?`}
      confirm="Empty the trash"
      cancel="Keep them"
      onConfirm={() => onClose(count !== undefined)}
    >
      {trial.isPending && <Spinner label="Counting the photos" />}
      {trial.error && <p role="alert">{errorSentence(trial.error)}</p>}
      {count !== undefined && (
        <p>
          They and the files that were uploaded are removed. Nobody can bring them back, not even an administrator.
          Files that lie in a source stay where they are.
        </p>
      )}
    </AlertDialog>
  )
}
