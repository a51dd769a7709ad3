'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { counted, plural } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { showToast } from '../ui/toast-store'
import { forgetMissing, SOURCES } from './source-calls'

const AlertDialog = lazily(() => import('../ui/alert-dialog').then((module) => module.AlertDialog))

/** Takes the photos of a source whose files are gone out of the library, after a question. */
export function ForgetMissing({ sourceId, count }: { sourceId: string; count: number }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const forget = useMutation({
    mutationFn: () => forgetMissing(sourceId),
    onSuccess: (forgotten) => showToast(`${counted(forgotten, 'photo')} forgotten`),
    onError: (error) => showToast(errorSentence(error), { tone: 'danger' }),
    onSettled: () => client.invalidateQueries({ queryKey: SOURCES }),
  })
  return (
    <>
      <Button size="small" className="self-start" busy={forget.isPending} onClick={() => setAsking(true)}>
        Forget them
      </Button>
      <Suspense>
        {asking && (
          <AlertDialog
            open
            onOpenChange={setAsking}
            danger
            title={`Forget ${counted(count, 'missing photo')}?`}
            confirm={plural(count, 'Forget it', 'Forget them')}
            cancel={plural(count, 'Keep it', 'Keep them')}
            onConfirm={() => forget.mutate()}
          >
            <p>
              They leave your library for ever, with their titles, tags and places in albums. Their files are gone
              already.
            </p>
          </AlertDialog>
        )}
      </Suspense>
    </>
  )
}
