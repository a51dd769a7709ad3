import { describe, expect, it } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { openCursor, sealCursor } from '../../cursors/sealed-cursor'
import type { Photo } from '../../photos/contract'
import { parseFilter } from '../language/filter'
import { actorOf, context, world } from '../testing/people'
import { listPhotos } from './page'

describe('pages', () => {
  const orders = ['taken', 'added', 'title', 'bytes', 'rating'].flatMap((sort) => [
    [sort, 'desc'],
    [sort, 'asc'],
  ])

  it.each(orders)('sort=%s&order=%s: every photo once, in order, whatever ties there are', async (sort, order) => {
    await withRollback(async (db) => {
      const { anna, ids } = await world(db)
      for (let i = 0; i < 40; i += 1) {
        await makePhoto(db, i % 3 === 0 ? ids.ben : ids.anna, {
          title: ['Zoo', 'äpfel', 'Apfel', ''][i % 4],
          visibility: i % 2 === 0 ? 'public' : 'private',
          rating: [null, 1, 5][i % 3] ?? null,
          bytes: 1000 + (i % 5),
          takenLocal: i % 7 === 0 ? null : `2020-01-0${1 + (i % 5)} 10:00:00.00${i % 3}`,
        })
      }
      const filter = parseFilter(new URLSearchParams({ sort, order }))
      const whole = await listPhotos(context(db, anna), { filter, limit: 500, count: true })
      const seen: string[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await listPhotos(context(db, anna), { filter, limit: 7, cursor })
        seen.push(...page.items.map((photo) => photo.id))
        if (page.next === null) break
        cursor = page.next
      }
      expect(seen).toEqual(whole.items.map((photo) => photo.id))
      expect(new Set(seen).size).toBe(whole.total)
      const back = await listPhotos(context(db, anna), {
        filter: { ...filter, order: order === 'asc' ? 'desc' : 'asc' },
        limit: 500,
      })
      // What has no date comes last both ways.
      const turned = back.items.toReversed()
      const undated = (photo: Photo) => sort === 'taken' && photo.takenAt === null
      const mirrored = [...turned.filter((photo) => !undated(photo)), ...turned.filter(undated)]
      expect(mirrored.map((photo) => photo.id)).toEqual(seen)
      if (sort === 'taken') expect(whole.items.slice(-8).some((photo) => photo.takenAt === null)).toBe(true)
    })
  })

  it('refuses cursors of another filter, another order and made-up ones', async () => {
    await withRollback(async (db) => {
      const { anna, ids } = await world(db)
      for (let i = 0; i < 5; i += 1) await makePhoto(db, ids.anna, { town: 'Paris' })
      const list = (query: string, cursor?: string) =>
        listPhotos(context(db, anna), { filter: parseFilter(new URLSearchParams(query)), limit: 2, cursor })
      const { next } = await list('town=Paris')
      expect((await list('town=Paris', next as string)).items).toHaveLength(2)
      for (const other of ['town=paris', '', 'town=Paris&order=asc', 'town=Paris&sort=title']) {
        await expect(list(other, next as string)).rejects.toThrow(/cursor belongs to another filter/)
      }
      const forged = (change: (parts: unknown[]) => void) => {
        const parts = openCursor(next as string) as unknown[]
        change(parts)
        return sealCursor(parts)
      }
      for (const cursor of [
        'x',
        '💥',
        'W10',
        forged((p) => {
          p[1] = "1'; drop"
        }),
        forged((p) => {
          p[1] = 9e15
        }),
        forged((p) => {
          p[1] = 1.5
        }),
        forged((p) => {
          p[2] = 'x'
        }),
      ]) {
        await expect(list('town=Paris', cursor)).rejects.toThrow(/not one of this list|another filter/)
      }
    })
  })

  it('jumps to a month in both directions', async () => {
    await withRollback(async (db) => {
      const user = await makeUser(db)
      for (let month = 1; month <= 9; month += 1)
        await makePhoto(db, user.id, { title: `${month}`, takenLocal: `2023-0${month}-15 12:00:00` })
      const jump = async (query: string, at: string) => {
        const page = await listPhotos(context(db, actorOf(user)), {
          filter: parseFilter(new URLSearchParams(query)),
          limit: 2,
          at,
        })
        return page.items.map((photo) => photo.title)
      }
      expect(await jump('', '2023-05')).toEqual(['5', '4'])
      expect(await jump('order=asc', '2023-05')).toEqual(['5', '6'])
      expect(await jump('', '2022')).toEqual([])
      await expect(jump('sort=title', '2023-05')).rejects.toThrow(/sort=taken only/)
    })
  })
})
