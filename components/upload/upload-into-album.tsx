'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { pageLists } from '../photo-lists/page-lists'
import { chooseUploadAlbum } from './upload-album'
import { useEngine } from './use-engine'

/** Milliseconds between two looks at what has arrived. */
const LOOK_AGAIN = 2_000

/**
 * While it is on the page, files that are dropped or chosen go into this album, and the album shows what arrived: only the
 * server knows what is in it, so it is asked. Draws nothing.
 */
export function UploadIntoAlbum({ id, title }: { id: string; title: string }) {
  const engine = useEngine()
  const router = useRouter()
  useEffect(() => {
    chooseUploadAlbum({ id, title })
    return () => chooseUploadAlbum(null)
  }, [id, title])
  useEffect(() => {
    if (!engine) return
    const arrived = () => engine.getSnapshot().totals.ready + engine.getSnapshot().totals.known
    let shown = arrived()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = engine.subscribe(() => {
      if (timer || arrived() <= shown) return
      timer = setTimeout(() => {
        timer = undefined
        shown = arrived()
        pageLists.refresh()
        // Under an open photo the address is that photo's, and the server would draw its page.
        if (window.location.pathname === `/albums/${id}`) router.refresh()
      }, LOOK_AGAIN)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [engine, router, id])
  return null
}
