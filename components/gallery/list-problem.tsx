'use client'
import { errorSentence } from '@/lib/http/client'
import type { PhotoList } from '../photos/use-photo-pages'
import { Button } from '../ui/button'
import { ErrorState } from '../ui/error-state'

/** What stands where photos did not come, and the way to ask again. */
export function ListProblem({ list }: { list: PhotoList }) {
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
