'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Suspense, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { counted } from '@/lib/media/plural'
import type { Source } from '@/lib/sources/ground/contract'
import { useTakenOver } from '../keys/early-actions'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { showToast } from '../ui/toast-store'
import { removeSource, SOURCES } from './source-calls'
import { placeOfSource } from './source-words'

const AlertDialog = lazily(() => import('../ui/alert-dialog').then((module) => module.AlertDialog))

/** The end of a source in the library. Says plainly what goes and that no file does. */
export function RemoveSource({ source }: { source: Source }) {
  const router = useRouter()
  const client = useQueryClient()
  const ready = useTakenOver()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => removeSource(source.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [...SOURCES, 'list'] })
      showToast(`${source.name} is removed from your library. Its files stay where they are.`)
      router.push('/sources')
    },
    onError: (error) => showToast(errorSentence(error), { tone: 'danger' }),
  })
  const { photos } = source.counts
  return (
    <section aria-labelledby="remove-title" className="border-t border-line py-6">
      <h2 id="remove-title" className="mb-1 text-title">
        Remove this source
      </h2>
      <p className="mb-4 max-w-prose text-muted">
        Albumen forgets what it knows of it. No file is deleted, moved or changed: everything stays where it is.
      </p>
      <Button disabled={!ready} busy={remove.isPending || remove.isSuccess} onClick={() => setAsking(true)}>
        Remove source
      </Button>
      <Suspense>
        {asking && (
          <AlertDialog
            open
            onOpenChange={setAsking}
            danger
            title={`Remove ${source.name} from your library?`}
            confirm="Remove source"
            cancel="Keep it"
            onConfirm={() => remove.mutate()}
          >
            <p>
              {photos > 0 &&
                `${counted(photos, 'photo')} leave your library, with their titles, tags and places in albums. `}
              The files in {placeOfSource(source)} stay as they are: nothing there is touched. You can connect it again,
              but what you wrote about the photos here is gone.
            </p>
          </AlertDialog>
        )}
      </Suspense>
    </section>
  )
}
