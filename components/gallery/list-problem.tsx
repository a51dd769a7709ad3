'use client'
import { useEffect } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import type { PhotoList } from '../photo-lists/use-photo-pages'
import { Button } from '../ui/button'
import { ErrorState } from '../ui/error-state'

/** What stands where photos did not come, and the way to ask again; asks by itself when the network is back. */
export function ListProblem({ list }: { list: PhotoList }) {
  const { loadMore } = list
  useEffect(() => {
    window.addEventListener('online', loadMore)
    return () => window.removeEventListener('online', loadMore)
  }, [loadMore])
  if (list.photos.length === 0) {
    return (
      <ErrorState title="The photos did not load" onRetry={list.loadMore}>
        {errorSentence(list.error)}
      </ErrorState>
    )
  }
  return (
    <div role="alert" className="flex flex-wrap items-center justify-center gap-3 py-8">
      <span className="text-muted">More photos did not load. {errorSentence(list.error)}</span>
      <Button size="small" onClick={list.loadMore}>
        Try again
      </Button>
    </div>
  )
}
