'use client'
import { useQuery } from '@tanstack/react-query'
import { errorSentence } from '@/lib/http/api-error'
import type { LinkPreview, ShareLink } from '@/lib/shares/contract'
import { ErrorState } from '../ui/error-state'
import { Spinner } from '../ui/spinner'
import { makeLink, previewLink, type Target } from './link-calls'
import { LinkForm } from './link-form'
import { growthWords, previewWords } from './link-words'

interface NewLinkProps {
  target: Target
  /** Whether a filter says what it opens. */
  smart: boolean
  onMade: (link: ShareLink) => void
  onCancel?: (() => void) | undefined
}

/** Makes a link, after it was said what it opens. */
export function NewLink({ target, smart, onMade, onCancel }: NewLinkProps) {
  const preview = useQuery({
    queryKey: ['link-preview', target],
    queryFn: () => previewLink(target),
    staleTime: 0,
    gcTime: 0,
  })
  if (preview.isPending) return <Spinner label="Counting the photos" />
  if (preview.error) {
    return (
      <ErrorState title="The photos could not be counted" onRetry={() => void preview.refetch()}>
        {errorSentence(preview.error)}
      </ErrorState>
    )
  }
  return (
    <LinkForm
      link={null}
      titled={'select' in target}
      smart={smart}
      notice={<Notice preview={preview.data} smart={smart} />}
      submit="Make link"
      onSave={async (settings) => onMade(await makeLink(target, settings))}
      {...(onCancel ? { onCancel } : {})}
    />
  )
}

function Notice({ preview, smart }: { preview: LinkPreview; smart: boolean }) {
  return (
    <div className="rounded-control bg-sunken p-3">
      <p className="font-semibold">{previewWords(preview)}</p>
      <p className="mt-1 text-muted">{growthWords(preview, smart)}</p>
    </div>
  )
}
