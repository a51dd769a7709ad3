'use client'
import { useEffect, useState } from 'react'
import { Storage } from '@/lib/accounts/contract'
import { api } from '@/lib/http/client'
import { StorageBar } from './storage-bar'

/** How much of one's room is taken, where there is a limit. @param step another one asks again */
export function UploadStorage({ step }: { step: string }) {
  const [storage, setStorage] = useState<Storage | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step says that something has changed
  useEffect(() => {
    const stop = new AbortController()
    api(Storage, 'GET', '/me/storage', undefined, { signal: stop.signal }).then(setStorage, () => {
      // The bar is an extra: what is wrong with the connection is told by the uploads themselves.
    })
    return () => stop.abort()
  }, [step])
  if (storage === null || storage.quotaBytes === null) return null
  return (
    <div className="shrink-0 border-b border-line px-4 py-2 text-small">
      <StorageBar usedBytes={storage.usedBytes} quotaBytes={storage.quotaBytes} />
    </div>
  )
}
