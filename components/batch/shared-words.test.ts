import { expect, it } from 'vitest'
import { sharedWords } from './shared-words'

const said = (title: string, description = '') => ({ title, description })

it.each([
  [[said('Boat'), said('Boat')], 'Boat'],
  [[said('Boat'), said('House')], ''],
  [[said('Boat', 'x')], 'Boat'],
  [[], ''],
])('%j share %j', (photos, shared) => expect(sharedWords(photos, 'title')).toBe(shared))
