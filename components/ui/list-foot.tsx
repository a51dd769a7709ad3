import { errorSentence } from '@/lib/http/api-error'
import { Button } from './button'

interface ListFootProps {
  /** An infinite query. */
  list: {
    error: Error | null
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    refetch: () => unknown
    fetchNextPage: () => unknown
  }
  /** What is said when a page did not load. */
  failed: string
  /** What the button for the next page says. */
  more: string
}

/** The end of a list that comes in pages: what did not load with the way to try again, else more. */
export function ListFoot({ list, failed, more }: ListFootProps) {
  return (
    <>
      {list.error && (
        <div role="alert" className="flex flex-wrap items-center gap-3 text-muted">
          {failed} {errorSentence(list.error)}
          <Button size="small" onClick={() => void (list.isFetchNextPageError ? list.fetchNextPage() : list.refetch())}>
            Try again
          </Button>
        </div>
      )}
      {list.hasNextPage && !list.error && (
        <Button
          size="small"
          className="self-start"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {more}
        </Button>
      )}
    </>
  )
}
