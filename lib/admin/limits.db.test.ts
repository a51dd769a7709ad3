import { expect, it, vi } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { makePerson } from '../auth/testing/person'
import { requestUpload } from '../uploads/request-upload'
import { changeSettings, getSettings } from './settings'

const environment = vi.hoisted(() => ({ MAX_UPLOAD_BYTES: undefined as number | undefined }))
vi.mock('../env', async (original) => {
  const module = await original<typeof import('../env')>()
  return { ...module, env: () => ({ ...module.env(), ...environment }) }
})

const file = (bytes: number) => ({ name: 'a.jpg', bytes, mediaType: 'image/jpeg' })
const asked = (bytes: number) => ({ visibility: 'private' as const, files: [file(bytes)] })

it('a limit holds from when it is set, for everybody, until it is taken back', () =>
  withRollback(async (db) => {
    const [admin, anna] = [await makePerson(db, { role: 'admin' }), await makePerson(db)]
    await changeSettings(admin.ctx, { maxUploadBytes: 1_000 })
    for (const { ctx } of [admin, anna]) {
      expect((await requestUpload(ctx, asked(1_001))).uploads).toMatchObject([
        { problem: { code: 'too_large', detail: 'The file has 1.0 kB; at most 1.0 kB are taken.' } },
      ])
      expect((await requestUpload(ctx, asked(1_000))).uploads).toMatchObject([{ method: 'PUT' }])
    }
    await changeSettings(admin.ctx, { maxUploadBytes: null })
    expect(await getSettings(admin.ctx)).toMatchObject({
      maxUploadBytes: 200_000_000,
      usual: { maxUploadBytes: 200_000_000 },
    })
    expect((await requestUpload(anna.ctx, asked(1_001))).uploads).toMatchObject([{ method: 'PUT' }])
    await expect(changeSettings(anna.ctx, { maxUploadBytes: 1 })).rejects.toMatchObject({ code: 'not_found' })
  }))

it('what the environment says wins, is shown as fixed, and is not changed here', () =>
  withRollback(async (db) => {
    const admin = await makePerson(db, { role: 'admin' })
    await changeSettings(admin.ctx, { maxUploadBytes: 1_000 })
    environment.MAX_UPLOAD_BYTES = 2_000
    try {
      expect(await getSettings(admin.ctx)).toMatchObject({ maxUploadBytes: 2_000, fixed: ['maxUploadBytes'] })
      expect((await requestUpload(admin.ctx, asked(1_500))).uploads).toMatchObject([{ method: 'PUT' }])
      await expect(changeSettings(admin.ctx, { maxUploadBytes: 3_000 })).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('MAX_UPLOAD_BYTES'),
      })
      await changeSettings(admin.ctx, { maxUploadBytes: 2_000, sourceMaxObjects: 7 })
      expect(await getSettings(admin.ctx)).toMatchObject({ sourceMaxObjects: 7 })
    } finally {
      environment.MAX_UPLOAD_BYTES = undefined
    }
  }))
