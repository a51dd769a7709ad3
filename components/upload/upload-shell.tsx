'use client'
import { Suspense, useEffect } from 'react'
import { rememberZone } from '../session/zone'
import { lazily } from '../ui/lazily'
import { DropAnywhere } from './drop-anywhere'
import { SHARE_PATH } from './shared-cache'
import { useEngine } from './use-engine'

const UploadPanel = lazily(() => import('./upload-panel').then((module) => module.UploadPanel))

/**
 * What takes files and shows how they come along; fetched by UploadProvider.
 * @param takesFiles false when the session has ended meanwhile: what was begun is still shown
 */
export function UploadShell({ takesFiles }: { takesFiles: boolean }) {
  const engine = useEngine()
  useEffect(() => {
    // Without it nothing is missing but the share sheet: browsers have it on https and localhost only.
    // Here since it is fetched once the page is quiet, and by those who are logged in.
    if (takesFiles) rememberZone()
    if (takesFiles) navigator.serviceWorker?.register('/share-worker.js', { scope: SHARE_PATH }).catch(() => undefined)
  }, [takesFiles])
  return (
    <>
      {takesFiles && <DropAnywhere />}
      {engine && (
        <Suspense>
          <UploadPanel engine={engine} />
        </Suspense>
      )}
    </>
  )
}
