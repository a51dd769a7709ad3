import { describe, expect, it } from 'vitest'
import { requireVersion } from './require-version'

const server = (number: string, version: string) =>
  ({ query: async () => ({ rows: [{ number, version }] }) }) as unknown as Parameters<typeof requireVersion>[0]

describe('requireVersion', () => {
  it.each([
    ['180004', '18.4'],
    ['190000', '19beta1'],
  ])('takes %s', async (number, version) => {
    await expect(requireVersion(server(number, version))).resolves.toBeUndefined()
  })

  it.each([
    ['170005', '17.5', '17.5'],
    ['150018', '15.18 (Debian 15.18-0+deb12u1)', '15.18'],
    ['90624', '9.6.24', '9.6.24'],
  ])('refuses %s in one sentence', async (number, version, named) => {
    await expect(requireVersion(server(number, version))).rejects.toMatchObject({
      plain: true,
      message: expect.stringMatching(new RegExp(`^The database is PostgreSQL ${named}; Albumen needs PostgreSQL 18 `)),
    })
  })
})
