import { describe, expect, it } from 'vitest'
import { idsByDate } from './order-by-date'

const PHOTOS = [
  { id: 'a', takenAt: '2024-05-01T10:00:00+02:00' },
  { id: 'b', takenAt: null },
  { id: 'c', takenAt: '2023-05-01T10:00:00' },
  { id: 'd', takenAt: '2024-05-01T10:00:00' },
  { id: 'e', takenAt: '2024-05-01T09:59:59Z' },
]

describe('idsByDate', () => {
  it.each([
    ['oldest', 'ceadb'],
    ['newest', 'adecb'],
  ] as const)('%s first, by the clock of the place, without a date at the end', (first, ids) => {
    expect(idsByDate(PHOTOS, first).join('')).toBe(ids)
  })
})
