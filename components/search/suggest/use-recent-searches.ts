'use client'
import { useState } from 'react'
import { forgetSearch, recentSearches } from '../../session/recent-searches'

interface RecentSearches {
  /** The last one first. */
  texts: string[]
  /** @param text all of them when left out */
  forget: (text?: string) => void
}

/** One's own last searches in this browser; of visitors none are kept. */
export function useRecentSearches(username: string | null): RecentSearches {
  const read = () => (username === null ? [] : recentSearches(username))
  const [texts, setTexts] = useState(read)
  const forget = (text?: string) => {
    forgetSearch(username, text)
    setTexts(read())
  }
  return { texts, forget }
}
