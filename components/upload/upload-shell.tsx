'use client'
import { lazy, Suspense } from 'react'
import { DropAnywhere } from './drop-anywhere'
import { useEngine } from './use-engine'

const UploadPanel = lazy(() => import('./upload-panel').then((module) => ({ default: module.UploadPanel })))

/**
 * What takes files and shows how they come along; fetched by UploadProvider.
 * @param takesFiles false when the session has ended meanwhile: what was begun is still shown
 */
export function UploadShell({ takesFiles }: { takesFiles: boolean }) {
  const engine = useEngine()
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
