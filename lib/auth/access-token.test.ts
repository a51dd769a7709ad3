import { expect, test } from 'vitest'
import { bearerOf, hashOfToken, isAccessToken, makeAccessToken } from './access-token'

test('a token has its form, and no two are alike', () => {
  const made = new Set(Array.from({ length: 500 }, makeAccessToken))
  expect(made.size).toBe(500)
  for (const token of made) {
    expect(token).toMatch(/^alb_[0-9A-Za-z]{36}$/)
    expect(isAccessToken(token)).toBe(true)
  }
})

test('any one character changed is seen without a look at the database', () => {
  const token = makeAccessToken()
  for (let at = 4; at < token.length; at += 1) {
    const other = token[at] === 'x' ? 'y' : 'x'
    expect(isAccessToken(`${token.slice(0, at)}${other}${token.slice(at + 1)}`)).toBe(false)
  }
})

test.each([
  '',
  'alb_',
  `alb_${'x'.repeat(36)}`,
  `ALB_${'0'.repeat(36)}`,
  `${makeAccessToken()} `,
  `${makeAccessToken()}0`,
])('%j is no token', (text) => expect(isAccessToken(text)).toBe(false))

test('what is kept does not hold the token', () => {
  const token = makeAccessToken()
  expect(hashOfToken(token)).toMatch(/^[0-9a-f]{64}$/)
  expect(hashOfToken(token)).not.toBe(hashOfToken(makeAccessToken()))
})

test.each([
  ['Bearer alb_x', 'alb_x'],
  [' bearer\t alb_x ', 'alb_x'],
  ['BEARER', ''],
  ['alb_x', ''],
  ['Token alb_x', ''],
  ['Basic alb_x', ''],
  ['token="alb_x"', ''],
  ['Basic YWxiXzpi', null],
  ['Negotiate calb_x', null],
  ['', null],
  [null, null],
])('Authorization: %j sends %j as bearer', (header, bearer) => {
  expect(bearerOf(header)).toBe(bearer)
})
