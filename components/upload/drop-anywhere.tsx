'use client'
import { Globe, Lock, Upload } from 'lucide-react'
import { useContext, useEffect, useState } from 'react'
import { VisitedLink } from '../photo-lists/visited-link'
import { startUpload } from './start-upload'
import { carriesFiles, takeFiles } from './take-files'
import { useUploadAlbum } from './upload-album'
import { useUploadVisibility } from './upload-visibility'

/** Takes files dropped or pasted anywhere on the page; while something hangs over it, says what letting go would do. */
export function DropAnywhere() {
  const over = useFileDrops()
  const visibility = useUploadVisibility()
  const album = useUploadAlbum()
  const guest = useContext(VisitedLink).home !== ''
  if (!over) return null
  const isPrivate = visibility === 'private'
  const Icon = isPrivate ? Lock : Globe
  return (
    <div className="pointer-events-none fixed inset-0 z-[99999] bg-ground/90 p-4" data-testid="drop-overlay">
      <div className="flex h-full flex-col items-center justify-center gap-3 rounded-panel border-2 border-dashed border-accent text-center">
        <Upload aria-hidden size={40} strokeWidth={1.25} className="text-accent" />
        <p className="text-title font-semibold text-balance">
          {guest ? 'Drop to add your photos' : album ? `Drop to upload into “${album.title}”` : 'Drop to upload'}
        </p>
        {!guest && (
          <p className="flex items-center gap-2 text-large text-muted">
            <Icon aria-hidden size={18} strokeWidth={1.75} />
            {isPrivate ? 'Private: only you will see them' : 'Public: everyone will see them'}
          </p>
        )}
      </div>
    </div>
  )
}

/** Whether files from outside hang over the page. A picture of the page that is dragged about is none of our business. */
function useFileDrops(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let own = false
    let leaving: ReturnType<typeof setTimeout> | undefined
    const wanted = (event: DragEvent) => !own && !event.defaultPrevented && carriesFiles(event.dataTransfer)
    const stop = () => {
      clearTimeout(leaving)
      setOver(false)
    }
    const onDragOver = (event: DragEvent) => {
      if (!wanted(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      setOver(true)
      // dragleave fires between children too and not at all when Esc ends the drag: dragover comes several times a second.
      clearTimeout(leaving)
      leaving = setTimeout(stop, 800)
    }
    const onDrop = (event: DragEvent) => {
      if (wanted(event) && event.dataTransfer) {
        event.preventDefault()
        void startUpload(takeFiles(event.dataTransfer))
      }
      stop()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || !event.clipboardData || isEditable(event.target)) return
      const taken = takeFiles(event.clipboardData)
      if (taken.files.length + taken.folders.length === 0) return
      event.preventDefault()
      void startUpload(taken)
    }
    const onDragStart = () => {
      own = true
    }
    const onDragEnd = () => {
      own = false
    }
    const listeners = { dragover: onDragOver, drop: onDrop, paste: onPaste, dragstart: onDragStart, dragend: onDragEnd }
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener)
    return () => {
      stop()
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener)
    }
  }, [])
  return over
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  )
}
