'use client'
import { useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import type { PhotoList } from '../photo-lists/use-photo-pages'
import { showToast } from '../ui/toast-store'
import type { Selection } from './use-selection'

/** Ticks the whole list, also what is not loaded yet. `gathering` says how many are chosen so far; null when nothing is on its way. */
export function useSelectAll({ photos, loadUntil }: PhotoList, selection: Selection) {
  const [gathering, setGathering] = useState<number | null>(null)
  const selectAll = async () => {
    setGathering(photos.length)
    selection.replace(photos)
    try {
      const all = await loadUntil((loaded) => {
        setGathering(loaded.length)
        return false
      })
      selection.replace(all)
    } catch (error) {
      showToast(`Not all photos could be selected. ${errorSentence(error)}`, { tone: 'danger' })
    } finally {
      setGathering(null)
    }
  }
  return { gathering, selectAll }
}
