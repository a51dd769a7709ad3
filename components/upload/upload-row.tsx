'use client'
import { Check, CircleAlert, CircleSlash, Clock, type LucideIcon, RotateCw, X } from 'lucide-react'
import Link from 'next/link'
import { memo, useContext } from 'react'
import { VisitedLink } from '../photo-lists/visited-link'
import { classNames } from '../ui/class-names'
import { IconButton } from '../ui/icon-button'
import { Progress } from '../ui/progress'
import { Spinner } from '../ui/spinner'
import type { UploadEngine } from './engine/upload-engine'
import { isCancellable, type UploadItem } from './engine/upload-item'
import { nearWords, stateWords } from './upload-words'

const ICONS: Partial<Record<UploadItem['state'], LucideIcon>> = {
  queued: Clock,
  waiting: Clock,
  ready: Check,
  known: Check,
  failed: CircleAlert,
  cancelled: CircleSlash,
}

/** One file: name, what goes on with it, and the one thing that can be done. */
export const UploadRow = memo(function UploadRow({ engine, item }: { engine: UploadEngine; item: UploadItem }) {
  const { home } = useContext(VisitedLink)
  const failed = item.state === 'failed'
  const name = item.name.split('/').at(-1) ?? item.name
  const linked = (item.state === 'ready' || item.state === 'known') && item.photoId
  const again = item.state === 'cancelled' || (failed && item.retryable)
  return (
    <div className="flex min-h-[inherit] items-center gap-3 py-1 pr-2 pl-4" data-state={item.state}>
      <StateIcon state={item.state} />
      <div className="min-w-0 flex-1">
        {linked ? (
          <Link
            href={`${home}/photos/${item.photoId}`}
            prefetch={false}
            title={item.name}
            className="block truncate hover:underline"
          >
            {name}
          </Link>
        ) : (
          <div className="truncate" title={item.name}>
            {name}
          </div>
        )}
        <div
          className={classNames(
            'tabular text-small',
            failed ? 'wrap-anywhere text-danger' : 'line-clamp-3 wrap-anywhere text-muted',
          )}
        >
          {stateWords(item, home !== '')}
        </div>
        {item.near && (
          <Link
            href={`/gallery?similar=${item.photoId}%2Cedited&owner=me`}
            prefetch={false}
            className="block text-small underline underline-offset-4"
          >
            {nearWords(item.near)}
          </Link>
        )}
        {item.state === 'sending' && (
          <Progress label={name} value={item.bytes > 0 ? item.sent / item.bytes : null} className="mt-1" />
        )}
      </div>
      {isCancellable(item.state) && (
        <IconButton icon={X} label={`Cancel ${name}`} tip="top" onClick={() => engine.cancel(item.id)} />
      )}
      {again && (
        <IconButton icon={RotateCw} label={`Retry ${name}`} tip="top" onClick={() => engine.retryThese([item.id])} />
      )}
    </div>
  )
})

function StateIcon({ state }: { state: UploadItem['state'] }) {
  const Icon = ICONS[state]
  const color = state === 'failed' ? 'text-danger' : state === 'ready' ? 'text-accent' : 'text-muted'
  return (
    <span className={classNames('flex size-5 shrink-0 items-center justify-center', color)} aria-hidden>
      {Icon ? <Icon size={18} strokeWidth={1.75} /> : <Spinner label="" />}
    </span>
  )
}
