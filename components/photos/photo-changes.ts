'use client'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { errorSentence } from '@/lib/http/client'
import type { Photo } from '@/lib/photos/contract'
import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import { showToast } from '../ui/toast-store'
import { removeCached, updateCached } from './photo-cache'

const calls = () => import('./photo-calls')

/** `1 photo`, `12 photos`. */
export function countPhotos(count: number): string {
  return count === 1 ? '1 photo' : `${count.toLocaleString('en-GB')} photos`
}

export interface PhotoActions {
  setVisibility: (photos: readonly Photo[], visibility: Photo['visibility']) => Promise<void>
  moveToTrash: (photos: readonly Photo[]) => Promise<void>
  restore: (photos: readonly Photo[]) => Promise<void>
  deleteForEver: (photos: readonly Photo[]) => Promise<void>
  retry: (photo: Photo) => Promise<void>
  /** Saves edits of one photo. @throws ApiError so that the form can say what was wrong */
  change: (id: string, changes: UpdatePhoto) => Promise<Photo>
}

/** What can be done with photos from any screen: at once on the screen, with a toast and its Undo, put back on failure. */
export function usePhotoActions(): PhotoActions {
  const client = useQueryClient()
  return useMemo(() => actionsOn(client), [client])
}

function failed(error: unknown): void {
  showToast(errorSentence(error), { tone: 'danger' })
}

const idsOf = (photos: readonly Photo[]) => photos.map(({ id }) => id)

function actionsOn(client: QueryClient): PhotoActions {
  const refetchLists = () => client.invalidateQueries({ queryKey: ['photos'] })

  async function applyVisibility(photos: readonly Photo[], visibility: Photo['visibility']): Promise<boolean> {
    const ids = new Set(idsOf(photos))
    const before = new Map(photos.map((photo) => [photo.id, photo.visibility]))
    updateCached(client, ids, (photo) => ({ ...photo, visibility }))
    try {
      await (await calls()).setVisibility([...ids], visibility)
      return true
    } catch (error) {
      updateCached(client, ids, (photo) => ({ ...photo, visibility: before.get(photo.id) ?? photo.visibility }))
      failed(error)
      return false
    }
  }

  async function setVisibility(photos: readonly Photo[], visibility: Photo['visibility']): Promise<void> {
    const changing = photos.filter((photo) => photo.visibility !== visibility)
    if (changing.length === 0)
      return void showToast(photos.length === 1 ? `It is ${visibility} already.` : `They are ${visibility} already.`)
    if (!(await applyVisibility(changing, visibility))) return
    const undo = () => void applyVisibility(changing, visibility === 'public' ? 'private' : 'public')
    showToast(`${countPhotos(changing.length)} made ${visibility}`, { action: { label: 'Undo', run: undo } })
  }

  async function moveToTrash(photos: readonly Photo[]): Promise<void> {
    const ids = idsOf(photos)
    const putBack = removeCached(client, new Set(ids))
    try {
      await (await calls()).trashPhotos(ids)
    } catch (error) {
      putBack()
      return failed(error)
    }
    const undo = async () => {
      putBack()
      try {
        await (await calls()).restorePhotos(ids)
      } catch (error) {
        removeCached(client, new Set(ids))
        failed(error)
      }
    }
    showToast(`${countPhotos(ids.length)} moved to the trash`, { action: { label: 'Undo', run: () => void undo() } })
  }

  async function restore(photos: readonly Photo[]): Promise<void> {
    const ids = idsOf(photos)
    const putBack = removeCached(client, new Set(ids))
    try {
      await (await calls()).restorePhotos(ids)
      showToast(`${countPhotos(ids.length)} restored`)
      client.removeQueries({ queryKey: ['photos'], type: 'inactive' })
    } catch (error) {
      putBack()
      failed(error)
    }
  }

  async function deleteForEver(photos: readonly Photo[]): Promise<void> {
    const { gone, error } = await (await calls()).deleteForEver(idsOf(photos))
    removeCached(client, new Set(gone))
    if (error) failed(error)
    else showToast(`${countPhotos(gone.length)} deleted for ever`)
  }

  async function retry(photo: Photo): Promise<void> {
    try {
      await (await calls()).retryPhoto(photo.id)
      updateCached(client, new Set([photo.id]), (old) => ({ ...old, status: 'processing', failure: null }))
    } catch (error) {
      failed(error)
      void refetchLists()
    }
  }

  async function change(id: string, changes: UpdatePhoto): Promise<Photo> {
    const saved = await (await calls()).changePhoto(id, changes)
    updateCached(client, new Set([id]), () => saved)
    return saved
  }

  return { setVisibility, moveToTrash, restore, deleteForEver, retry, change }
}
