'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { moveToTrash, retryPhoto } from '../photo-lists/photo-changes'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { Spinner } from '../ui/spinner'
import { originalUrl } from './photo-file'

/** The page of a photo that has no picture yet, or never got one. */
export function FailedStage({ photo }: { photo: Photo }) {
  const router = useRouter()
  const waiting = photo.status !== 'failed'
  // Events change the lists; this page only needs to know that something happened.
  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => router.refresh(), 2_000)
    return () => clearInterval(timer)
  }, [waiting, router])

  if (waiting) {
    return (
      <EmptyState title="Not ready yet">
        <span className="inline-flex items-center gap-2">
          <Spinner label="Processing" /> {photo.filename ?? 'The photo'} is being processed.
        </span>
      </EmptyState>
    )
  }
  const trash = async () => {
    await moveToTrash([photo])
    router.push('/')
  }
  return (
    <EmptyState
      title="This photo could not be processed"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Button variant="primary" onClick={() => void retryPhoto(photo).then(() => router.refresh())}>
            Try again
          </Button>
          <a className={buttonStyle('secondary')} href={originalUrl(photo)} download>
            Download original
          </a>
          <Button variant="ghost" className="text-danger" onClick={() => void trash()}>
            Delete
          </Button>
        </div>
      }
    >
      {photo.filename && <p>{photo.filename}</p>}
      <p>{photo.failure ?? 'The file could not be read.'}</p>
    </EmptyState>
  )
}
