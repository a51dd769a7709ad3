'use client'
import { useQuery } from '@tanstack/react-query'
import { errorSentence } from '@/lib/http/api-error'
import { countPhotos, plural } from '@/lib/media/plural'
import { PlaceWords } from '../fields/place-words'
import { AlertDialog } from '../ui/alert-dialog'
import { QueryProvider } from '../ui/query-provider'
import { Spinner } from '../ui/spinner'
import type { BatchTarget } from './batch-target'
import { type BatchAct, tryBatch } from './run-batch'

interface ConfirmBatchProps {
  target: BatchTarget
  act: BatchAct
  onConfirm: () => void
  onClose: () => void
}

/** Before a change of all photos of a filter: says how many it is about, after a dry run. Load it lazily. */
export function ConfirmBatch(props: ConfirmBatchProps) {
  return (
    <QueryProvider>
      <Confirm {...props} />
    </QueryProvider>
  )
}

function Confirm({ target, act, onConfirm, onClose }: ConfirmBatchProps) {
  const trial = useQuery({
    queryKey: ['dry run', target, act.set],
    queryFn: () => tryBatch(target, act),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  })
  const changed = trial.data?.changed
  const trash = act.set === 'trash'
  const publishes = act.set !== 'trash' && act.set.visibility === 'public'
  return (
    <AlertDialog
      open
      danger={trash}
      onOpenChange={(open) => !open && onClose()}
      title={
        changed === undefined ? 'How many photos is this?' : `${trash ? 'Delete' : 'Change'} ${countPhotos(changed)}?`
      }
      confirm={trash ? 'Move to the trash' : 'Change them'}
      onConfirm={() => {
        if (changed === undefined) onClose()
        else onConfirm()
      }}
    >
      {trial.isPending && <Spinner label="Counting the photos" />}
      {trial.error && <p role="alert">{errorSentence(trial.error)}</p>}
      {trial.data && (
        <p>
          {countPhotos(trial.data.matched)} of yours {plural(trial.data.matched, 'fits', 'fit')} the filter
          {trial.data.matched === trial.data.changed
            ? '.'
            : `, ${countPhotos(trial.data.matched - trial.data.changed)} of them need no change.`}{' '}
          {trash
            ? 'They stay in the trash for 30 days. Files in your sources stay where they are.'
            : 'You can undo this for ten minutes.'}
        </p>
      )}
      {publishes && trial.data?.placeWords && <PlaceWords words={trial.data.placeWords} />}
    </AlertDialog>
  )
}
