'use client'
import { lazy, Suspense } from 'react'
import { DropAnywhere } from './drop-anywhere'
import { useEngine } from './use-engine'

const UploadPanel = lazy(() => import('./upload-panel').then((module) => ({ default: module.UploadPanel })))

/** What takes files and shows how they come along; fetched by UploadProvider. */
export function UploadShell() {
  const engine = useEngine()
  return (
    <>
      <DropAnywhere />
      {engine && (
        <Suspense>
          <UploadPanel engine={engine} />
        </Suspense>
      )}
    </>
  )
}
