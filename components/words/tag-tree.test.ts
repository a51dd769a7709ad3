import { expect, it } from 'vitest'
import { inTree } from './tag-tree'

const tree = (...values: string[]) =>
  inTree(values.map((value) => ({ value }))).map(
    ({ choice, depth, label }) => `${'-'.repeat(depth)}${label} (${choice.value})`,
  )

it('puts what lies in a tag behind it', () => {
  expect(tree('sea', 'Norway', 'boat', 'Norway/Oslo', 'norway/Bergen/Port', 'Norway/Bergen')).toEqual([
    'sea (sea)',
    'Norway (Norway)',
    '-Oslo (Norway/Oslo)',
    '-Bergen (Norway/Bergen)',
    '--Port (norway/Bergen/Port)',
    'boat (boat)',
  ])
})

it('says the whole path of one whose parent is not listed', () => {
  expect(tree('a/b/c', 'a', 'x/y')).toEqual(['a (a)', '-b › c (a/b/c)', 'x › y (x/y)'])
})

it('keeps tags of slashes alone', () => {
  expect(tree('/', '//')).toHaveLength(2)
})
