import { expect, it } from 'vitest'
import { addressAgain, addressBefore } from './address-again'

it('says once that a picture did not come, of renditions only', () => {
  const url = '/api/v1/photos/1/renditions/thumb?v=2'
  expect(addressAgain(url)).toBe(`${url}&again=1`)
  expect(addressAgain(addressAgain(url))).toBe(`${url}&again=1`)
  expect(addressBefore(addressAgain(url))).toBe(url)
  expect(addressBefore(url)).toBe(url)
  for (const other of ['data:image/webp;base64,a', '', '/api/v1/photos/1/renditions/thumb'])
    expect(addressAgain(other)).toBe(other)
})
