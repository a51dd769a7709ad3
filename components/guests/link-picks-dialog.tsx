'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Heart } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { LinkPicks } from '@/lib/guests/contract'
import { errorSentence } from '@/lib/http/api-error'
import { countPhotos } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { ErrorState } from '../ui/error-state'
import { lazily } from '../ui/lazily'
import { QueryProvider } from '../ui/query-provider'
import { Spinner } from '../ui/spinner'
import { showToast } from '../ui/toast-store'
import { clearPicks, fetchLinkPicks } from './guest-calls'
import { PickActions } from './pick-actions'
import { PickedPhotos } from './picked-photos'

const AlertDialog = lazily(() => import('../ui/alert-dialog').then((module) => module.AlertDialog))

interface LinkPicksDialogProps {
  linkId: string
  /** What the link is called. */
  title: string
  onClose: () => void
}

/** What visitors of one's own link have marked, by person and by photo. Load it lazily. */
export function LinkPicksDialog(props: LinkPicksDialogProps) {
  return (
    <QueryProvider>
      <Dialog
        open
        onOpenChange={props.onClose}
        title={`Picks in ${props.title}`}
        description="The names are those that visitors gave themselves."
        className="sm:max-w-3xl"
      >
        <Picks {...props} />
      </Dialog>
    </QueryProvider>
  )
}

function Picks({ linkId, title }: LinkPicksDialogProps) {
  const key = ['link-picks', linkId]
  const client = useQueryClient()
  const picks = useQuery({ queryKey: key, queryFn: () => fetchLinkPicks(linkId), staleTime: 0 })
  const [chosen, setChosen] = useState<string | null>(null)
  if (picks.isPending) return <Spinner label="Loading the picks" />
  if (picks.error) {
    return (
      <ErrorState title="The picks did not load" onRetry={() => void picks.refetch()}>
        {errorSentence(picks.error)}
      </ErrorState>
    )
  }
  const { people, photos } = picks.data
  if (people.length === 0) {
    return (
      <EmptyState icon={Heart} title="Nobody yet">
        Who gives a name is listed here, with what they put a heart on.
      </EmptyState>
    )
  }
  const person = people.find(({ id }) => id === chosen) ?? null
  const ids = new Set(person?.picks.map(({ photoId }) => photoId))
  const shown = person ? photos.filter(({ photo }) => ids.has(photo.id)) : photos
  const clear = async (guestId: string, forget: boolean) => {
    try {
      await clearPicks(linkId, guestId, forget)
      setChosen(null)
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    await client.invalidateQueries({ queryKey: key })
  }
  return (
    <div className="flex flex-col gap-4">
      <People picks={picks.data} chosen={person?.id ?? null} onChoose={setChosen} />
      <div className="flex flex-wrap gap-2">
        <PickActions
          key={person?.id}
          photos={shown}
          name={person ? `${title}, picked by ${person.name}` : `${title}, picked`}
        />
        {person && person.picks.length > 0 && <ClearButton person={person} onClear={() => clear(person.id, false)} />}
        {person && <RemoveButton key={person.id} person={person} onRemove={() => clear(person.id, true)} />}
      </div>
      {shown.length === 0 && (
        <p className="text-muted">{person ? `${person.name} has no picks.` : 'There are no picks yet.'}</p>
      )}
      <PickedPhotos photos={shown} people={person ? [person] : people} />
    </div>
  )
}

interface ClearButtonProps {
  person: LinkPicks['people'][number]
  onClear: () => Promise<void>
}

function ClearButton({ person, onClear }: ClearButtonProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button size="small" variant="ghost" className="text-danger" onClick={() => setAsking(true)}>
        Clear these picks
      </Button>
      <Suspense>
        {asking && (
          <AlertDialog
            open
            onOpenChange={setAsking}
            title={`Clear the picks of ${person.name}?`}
            confirm="Clear"
            danger
            onConfirm={() => void onClear()}
          >
            {countPhotos(person.picks.length)} and the notes on them. The photos stay.
          </AlertDialog>
        )}
      </Suspense>
    </>
  )
}

interface RemoveButtonProps {
  person: LinkPicks['people'][number]
  onRemove: () => Promise<void>
}

function RemoveButton({ person: { name, picks, added }, onRemove }: RemoveButtonProps) {
  const [asking, setAsking] = useState(false)
  const goes = picks.length > 0 ? `The picks go with the name: ${countPhotos(picks.length)}. ` : ''
  const stays = added > 0 ? `${countPhotos(added)} that they added stay, under this name. ` : ''
  return (
    <>
      <Button size="small" variant="ghost" className="text-danger" onClick={() => setAsking(true)}>
        Remove from the list
      </Button>
      <Suspense>
        {asking && (
          <AlertDialog
            open
            onOpenChange={setAsking}
            title={`Remove ${name}?`}
            confirm="Remove"
            danger
            onConfirm={() => void onRemove()}
          >
            {goes}
            {stays}They may come again and give a name.
          </AlertDialog>
        )}
      </Suspense>
    </>
  )
}

interface PeopleProps {
  picks: LinkPicks
  chosen: string | null
  onChoose: (id: string | null) => void
}

/** Whose picks are shown. */
function People({ picks: { people, photos }, chosen, onChoose }: PeopleProps) {
  const choices = [
    { id: null, name: 'Everybody', count: photos.length },
    ...people.map(({ id, name, picks }) => ({ id, name, count: picks.length })),
  ]
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">Whose picks</legend>
      {choices.map(({ id, name, count }) => (
        <Button
          key={id}
          size="small"
          aria-pressed={chosen === id}
          className={chosen === id ? 'max-w-full border-accent bg-sunken' : 'max-w-full'}
          onClick={() => onChoose(id)}
        >
          <span className="truncate">{name}</span>
          <span className="tabular text-muted">{count}</span>
        </Button>
      ))}
    </fieldset>
  )
}
