'use client'
import { useEffect } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import type { PhotoList } from '../photo-lists/use-photo-pages'
import { buttonStyle } from '../ui/button-style'

/** What stands where photos did not come, and the way to ask again; asks by itself when the network is back. */
export function ListProblem({ list }: { list: PhotoList }) {
  const { loadMore } = list
  useEffect(() => {
    window.addEventListener('online', loadMore)
    return () => window.removeEventListener('online', loadMore)
  }, [loadMore])
  const sentence = errorSentence(list.error)
  const again = (
    <button type="button" className={buttonStyle('secondary', 'small')} onClick={loadMore}>
      Try again
    </button>
  )
  if (list.photos.length === 0) {
    return (
      <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center">
        <h2 className="text-title">The photos did not load</h2>
        <p className="text-large text-balance text-muted">{sentence}</p>
        {again}
      </div>
    )
  }
  return (
    <div role="alert" className="flex flex-wrap items-center justify-center gap-3 py-8">
      <span className="text-muted">More photos did not load. {sentence}</span>
      {again}
    </div>
  )
}
