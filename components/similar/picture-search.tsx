'use client'
import { useQuery } from '@tanstack/react-query'
import { ImageUp } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { countPhotos, plural } from '@/lib/media/plural'
import { USUAL_DISTANCE } from '@/lib/similar/distances'
import { useEarlyInput } from '../keys/early-actions'
import { Button } from '../ui/button'
import { QueryProvider } from '../ui/query-provider'
import { useRested } from '../ui/use-rested'
import { findLike } from './find-like'
import { type LookedUp, lookedUp, lookUp } from './looked-up'
import { SimilarControl } from './similar-control'
import { SimilarPhotos } from './similar-photos'
import type { Alikeness } from './similar-words'

/** Types and endings: some systems know no type for HEIC or raw files. */
const ACCEPT =
  'image/*,.heic,.heif,.avif,.tif,.tiff,.jxl,.mpo,.insp,.jps,.dng,.cr2,.cr3,.nef,.arw,.raf,.orf,.rw2,.pef,.srw,.3fr,.iiq,.x3f'
/** Milliseconds without a change after which it is asked. */
const REST = 300

/** Takes a picture by drop, paste or choice, and shows what looks like it. @param takes which files, in a sentence */
export function PictureSearch({ takes }: { takes: string }) {
  const picture = useSyncExternalStore(lookedUp.subscribe, lookedUp.get, () => null)
  usePictureDrops()
  return (
    <QueryProvider>
      <Choice again={picture !== null} takes={takes} />
      {picture && <Found key={picture.id} picture={picture} />}
    </QueryProvider>
  )
}

function Choice({ again, takes }: { again: boolean; takes: string }) {
  const input = useRef<HTMLInputElement>(null)
  useEarlyInput(input, takeChosen)
  return (
    <div className="flex flex-col items-center justify-center gap-3 rounded-panel border-2 border-dashed border-line-strong/50 px-4 py-8 text-center">
      <ImageUp aria-hidden size={32} strokeWidth={1.25} className="text-muted" />
      <p className="text-large text-balance">Drop a picture here, or paste it</p>
      <Button variant={again ? 'secondary' : 'primary'} onClick={() => input.current?.click()}>
        {again ? 'Choose another picture' : 'Choose a picture'}
      </Button>
      <p className="max-w-md text-balance text-muted">
        It is compared with the photos that you may see, and not kept. {takes}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept={ACCEPT}
        aria-label="The picture to look for"
        data-testid="choose-picture"
        onChange={({ currentTarget }) => takeChosen(currentTarget)}
      />
    </div>
  )
}

function Found({ picture }: { picture: LookedUp }) {
  const [value, setValue] = useState<Alikeness>({ distance: USUAL_DISTANCE, mirrored: false, rotated: false })
  const wanted = useRested(value, REST)
  const found = useQuery({
    queryKey: ['like-picture', picture.id, wanted],
    queryFn: ({ signal }) => findLike(picture.file, wanted, signal),
    retry: false,
  })
  const items = found.data?.items ?? []
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <OwnPicture picture={picture} />
        <div className="min-w-64 max-w-md flex-1">
          <SimilarControl value={value} onChange={setValue} />
        </div>
      </div>
      {found.error ? (
        <div role="alert" className="flex flex-wrap items-center gap-3">
          <span className="text-danger">{errorSentence(found.error)}</span>
          <Button size="small" busy={found.isFetching} onClick={() => void found.refetch()}>
            Try again
          </Button>
        </div>
      ) : (
        <p role="status" className="text-muted">
          {found.isFetching ? 'Looking…' : countWords(items.length)}
        </p>
      )}
      <SimilarPhotos
        items={items}
        label="Photos that look like it"
        className="grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-2"
      />
    </>
  )
}

/** What the browser cannot draw (HEIC in most) is called by its name. */
function OwnPicture({ picture: { url, file } }: { picture: LookedUp }) {
  const [drawn, setDrawn] = useState(true)
  return (
    <figure className="max-w-44">
      {drawn && (
        // biome-ignore lint/performance/noImgElement: it lies in the browser
        <img
          src={url}
          alt="What is looked for"
          onError={() => setDrawn(false)}
          className="max-h-32 w-auto max-w-full object-contain"
        />
      )}
      <figcaption className="mt-1 truncate text-small text-muted">{file.name || 'Pasted picture'}</figcaption>
    </figure>
  )
}

/** Files that are dropped or pasted here are looked for, not uploaded: whoever takes them for that sees that they are taken. */
function usePictureDrops(): void {
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const take = (event: Event, data: DataTransfer | null) => {
      const [file] = data?.files ?? []
      if (!file) return
      event.preventDefault()
      lookUp(file)
    }
    const onDrop = (event: DragEvent) => take(event, event.dataTransfer)
    const onPaste = (event: ClipboardEvent) => take(event, event.clipboardData)
    // At the document: before the window, where uploads listen.
    document.addEventListener('dragover', onDragOver)
    document.addEventListener('drop', onDrop)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('dragover', onDragOver)
      document.removeEventListener('drop', onDrop)
      document.removeEventListener('paste', onPaste)
    }
  }, [])
}

function takeChosen(input: HTMLInputElement): void {
  const [file] = input.files ?? []
  if (!file) return
  // The same file can be chosen again later.
  input.value = ''
  lookUp(file)
}

function countWords(count: number): string {
  if (count === 0) return 'None of the photos that you may see looks like it. Move the slider to look further.'
  return `${countPhotos(count)} ${plural(count, 'looks', 'look')} like it, the nearest first.`
}
