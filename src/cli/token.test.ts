import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { findToken } from '../server/auth/token.ts'
import { readTokens } from '../server/auth/token-file.ts'
import { tokenCommand } from './token.ts'

const data = mkdtempSync(join(tmpdir(), 'stillwatch-token-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))
let now = Date.UTC(2026, 0, 1)
const said: string[] = []
beforeEach(() => {
  said.length = 0
})

async function run(...words: string[]): Promise<string> {
  const io = {
    out: (line: string) => said.push(line),
    err: () => 0,
    isTerminal: false,
    clock: () => now,
    env: {},
  }
  const command = tokenCommand(io).exitOverride()
  await command.parseAsync([...words, '--data', data], { from: 'user' })
  return said.at(-1) ?? ''
}
const opens = (secret: string): boolean => findToken(readTokens(data), secret, now) !== undefined

test('a token is added, rotated with an overlap, and taken back', async () => {
  const first = await run('add', 'gateway', '--role', 'ingest,decide')
  expect(opens(first)).toBe(true)
  await expect(run('add', 'gateway', '--role', 'read')).rejects.toMatchObject({ code: 'token/name-taken' })
  const second = await run('rotate', 'gateway', '--overlap', '10m')
  expect([opens(first), opens(second)]).toEqual([true, true])
  now += 11 * 60_000
  expect([opens(first), opens(second)]).toEqual([false, true])
  await run('revoke', 'gateway')
  expect(opens(second)).toBe(false)
  await expect(run('revoke', 'gateway')).rejects.toMatchObject({ code: 'token/unknown' })
})

test('the list shows no secret and no hash', async () => {
  const secret = await run('add', 'page', '--role', 'read', '--expires', '30d')
  await run('list', '--json')
  expect(said.at(-1)).toContain('"name":"page"')
  expect(said.at(-1)).not.toMatch(new RegExp(`${secret.split('_')[2]}|hash`))
})

test.each([
  [['add', 'x', '--role', 'king'], 'token/role'],
  [['add', 'a b', '--role', 'read'], 'token/name'],
  [['add', 'x', '--role', 'read', '--expires', 'soon'], 'cli/duration'],
])('%j is refused with %s', async (words, code) => {
  await expect(run(...words)).rejects.toMatchObject({ code })
})
