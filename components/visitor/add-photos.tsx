'use client'
import { ImagePlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useEffect } from 'react'
import { isLinkOpen } from '../photo-lists/link-state'
import { createStore } from '../state/create-store'
import { Button } from '../ui/button'
import { useFilePickers } from '../upload/file-pickers'
import { UploadShell } from '../upload/upload-shell'
import { useEngine } from '../upload/use-engine'

/** Opens the browser's dialog; its inputs stand once on the page. */
const chooser = createStore<(() => void) | null>(null)

/** Lets a visitor add photos: chosen, dropped on the page or pasted; the panel shows how they come along. */
export function AddPhotos() {
  const { choosePhotos, inputs } = useFilePickers()
  useFreshHeading()
  useEffect(() => {
    chooser.set(choosePhotos)
    return () => chooser.set(null)
  }, [choosePhotos])
  return (
    <>
      <Button onClick={choosePhotos}>
        <ImagePlus aria-hidden size={18} strokeWidth={1.75} />
        Add photos
      </Button>
      {inputs}
      <Suspense>
        <UploadShell takesFiles />
      </Suspense>
    </>
  )
}

/** The same button where there are no photos yet. */
export function AddFirstPhotos() {
  return (
    <Button variant="primary" onClick={() => chooser.get()?.()}>
      <ImagePlus aria-hidden size={18} strokeWidth={1.75} />
      Choose photos
    </Button>
  )
}

/** The heading says how many photos there are: it is asked for again when some were added. */
function useFreshHeading(): void {
  const engine = useEngine()
  const router = useRouter()
  useEffect(() => {
    if (!engine) return
    const busyNow = () => {
      const { unfinished, processing } = engine.getSnapshot().totals
      return unfinished + processing > 0
    }
    let busy = busyNow()
    return engine.subscribe(() => {
      const was = busy
      busy = busyNow()
      // Where the link has ended meanwhile its page says so, once.
      if (was && !busy) void isLinkOpen().then((open) => open && router.refresh())
    })
  }, [engine, router])
}
