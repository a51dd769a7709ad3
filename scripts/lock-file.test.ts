import { expect, it } from 'vitest'
import { missingFromLock } from './lock-file'

const wanted = { 'swc-mac': '1.0.0' }

it.each([
  [
    'at the top',
    { 'node_modules/next': { optionalDependencies: wanted }, 'node_modules/swc-mac': { version: '1.0.0' } },
  ],
  [
    'inside',
    {
      'node_modules/next': { optionalDependencies: wanted },
      'node_modules/next/node_modules/swc-mac': { version: '1.0.0' },
    },
  ],
  [
    'between',
    {
      'node_modules/a/node_modules/next': { optionalDependencies: wanted },
      'node_modules/a/node_modules/swc-mac': { version: '1.0.0' },
    },
  ],
])('finds an optional package %s', (_name, packages) => {
  expect(missingFromLock({ packages })).toEqual([])
})

it.each([
  ['absent', {}],
  ['a neighbour has it', { 'node_modules/b/node_modules/swc-mac': { version: '1.0.0' } }],
  ['without a version', { 'node_modules/swc-mac': {} }],
])('tells of one that is missing: %s', (_name, others) => {
  expect(missingFromLock({ packages: { 'node_modules/next': { optionalDependencies: wanted }, ...others } })).toEqual([
    'package-lock.json: lacks swc-mac 1.0.0, which node_modules/next names: npm ci would fail; add it',
  ])
})
