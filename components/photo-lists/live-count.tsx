'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { countPhotos } from '@/lib/media/plural'
import { countChange, isWhole } from './count-change'
import { pageLists } from './page-lists'

/**
 * How many photos a list has, following what happens to it.
 * @param query the list's filter as URL parameters
 * @param total as the server counted with the page
 */
export function LiveCount({ query, total }: { query: string; total: number }) {
  const [count, setCount] = useState(total)
  const router = useRouter()
  useEffect(() => {
    let before = pageLists.get(query)
    setCount(isWhole(before) ? before.photos.length : total)
    return pageLists.subscribe(query, () => {
      const now = pageLists.get(query)
      const change = countChange(before, now)
      before = now
      if (isWhole(now)) setCount(now.photos.length)
      else if (change === null) router.refresh()
      else setCount((old) => Math.max(0, old + change))
    })
  }, [query, total, router])
  return countPhotos(count)
}
