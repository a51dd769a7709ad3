import { expect, it } from 'vitest'
import { limitsOfForm } from './limits-of-form'

const usual = { maxUploadBytes: 200_000_000, sourceMaxObjects: 5_000_000, sourceMaxObjectsAccounts: 500_000 }
const shown = { maxUploadBytes: '200', sourceMaxObjects: '5,000,000', sourceMaxObjectsAccounts: '500,000' }

it('what stands at the usual is not chosen: null is sent', () => {
  expect(limitsOfForm(shown, { usual, fixed: [] })).toEqual({
    maxUploadBytes: null,
    sourceMaxObjects: null,
    sourceMaxObjectsAccounts: null,
  })
})

it('other numbers are chosen, nothing is the usual, and what is fixed is not sent', () => {
  const typed = { maxUploadBytes: '0.5', sourceMaxObjects: '', sourceMaxObjectsAccounts: '5,000,000' }
  expect(limitsOfForm(typed, { usual, fixed: [] })).toEqual({
    maxUploadBytes: 500_000,
    sourceMaxObjects: null,
    sourceMaxObjectsAccounts: 5_000_000,
  })
  expect(limitsOfForm(typed, { usual, fixed: ['maxUploadBytes', 'sourceMaxObjects'] })).toEqual({
    sourceMaxObjectsAccounts: 5_000_000,
  })
})

it('what is no number is told at its field', () => {
  expect(() => limitsOfForm({ ...shown, sourceMaxObjects: 'many' }, { usual, fixed: [] })).toThrow(
    expect.objectContaining({ errors: [expect.objectContaining({ path: 'sourceMaxObjects' })] }),
  )
})
