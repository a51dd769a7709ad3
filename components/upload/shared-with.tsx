'use client'
import { Share2, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../ui/button'
import { forgetShared, sharedFiles } from './shared-files'
import { startUpload } from './start-upload'

/** What a phone's share sheet has sent here: uploaded only when its owner says so, with the choices of the page. */
export function SharedWith() {
  const [files, setFiles] = useState<File[]>([])
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    setFailed(new URLSearchParams(window.location.search).get('share') === 'failed')
    sharedFiles().then(setFiles, () => setFailed(true))
  }, [])
  const forget = () => {
    setFiles([])
    void forgetShared()
  }
  const upload = async () => {
    if (await startUpload({ files, folders: [] })) forget()
  }
  if (failed && files.length === 0)
    return (
      <p role="alert" className="flex items-center gap-3 rounded-panel border border-line bg-raised px-4 py-3">
        <TriangleAlert aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-danger" />
        This device could not keep what was shared; it may have no room left. Choose the photos here instead.
      </p>
    )
  if (files.length === 0) return null
  return (
    <section
      aria-label="Shared with Albumen"
      className="flex flex-wrap items-center gap-3 rounded-panel border border-accent bg-raised px-4 py-3"
    >
      <Share2 aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-muted" />
      <p className="min-w-48 flex-1">
        <span className="font-semibold">
          {files.length === 1 ? '1 file' : `${files.length} files`} shared from this device.
        </span>{' '}
        <span className="text-muted">Choose below who may see them, then upload.</span>
      </p>
      <div className="flex gap-2">
        <Button onClick={forget}>Discard</Button>
        <Button variant="primary" onClick={() => void upload()}>
          Upload
        </Button>
      </div>
    </section>
  )
}
