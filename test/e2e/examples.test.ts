/** Every example that this machine can start, started as its page says; and a service that is told to end under load. */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { signed } from '../../src/actions/sign.ts'
import type { Decision } from '../../src/model/decision.ts'
import { openStore } from '../../src/store/open.ts'
import { stillwatchCommand } from '../support/command.ts'
import { onLoopback } from '../support/loopback.ts'
import { type ModelUpstream, openModelUpstream } from '../support/model-upstream.ts'
import { servePlugIns } from '../support/plug-ins-served.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-examples-'))
const data = join(folder, 'data')
const started: ChildProcess[] = []
const left = (what: string, why: string): void => console.info(`left out: ${what}: ${why}`)

async function freePort(): Promise<number> {
  const { port, close } = await onLoopback(net.createServer())
  await close()
  return port
}

interface Started {
  readonly child: ChildProcess
  /** Everything it said so far. */
  said(): string
}

function start(words: readonly string[], env: Record<string, string> = {}, cwd = root): Started {
  const [command = '', ...rest] = words
  const child = spawn(command, rest, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      text += chunk
    })
  return { child, said: () => text }
}

async function told(process: Started, what: RegExp): Promise<string> {
  for (;;) {
    const found = what.exec(process.said())
    if (found !== null) return found[1] ?? found[0]
    if (process.child.exitCode !== null) throw new Error(`it ended: ${process.said()}`)
    await new Promise(resume => setTimeout(resume, 20))
  }
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const [code] = await gone
  return code
}

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
const call = JSON.stringify({ model: 'model-1', messages: [{ role: 'user', content: 'boats?' }] })

let service: Started
let url = ''
let upstream: ModelUpstream
beforeAll(async () => {
  upstream = await openModelUpstream()
  const flags = ['--port', '0', '--detect-every', 'off', '--log-level', 'warn', '--json', '--data', data]
  service = start([...stillwatchCommand, 'serve', ...flags])
  url = await told(service, /"url":"([^"]+)"/)
}, 120_000)
afterEach(async () => {
  for (const child of started.splice(1)) await stop(child)
})
afterAll(async () => {
  for (const child of started) await stop(child)
  await upstream?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('curl: two exchanges and an account are stored, and a decision comes back', async () => {
  const { stdout } = await promisify(execFile)('sh', [join(root, 'examples/curl/send.sh')], {
    env: { ...process.env, STILLWATCH_URL: url },
  })
  const [exchanges, accounts, decision] = stdout
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))
  expect(exchanges).toMatchObject({ taken: 2, rejected: 0 })
  expect(accounts).toMatchObject({ accounts: 1, rejected: 0 })
  expect(decision).toMatchObject({ decision: 'allow' })
}, 60_000)

const isBuilt = existsSync(join(root, 'dist/plugins/middleware.js'))
if (!isBuilt) left('the server of one’s own', 'npm run build has not run')

test.skipIf(!isBuilt)(
  'a server of one’s own asks the service before it answers',
  async () => {
    const server = start(['node', 'examples/node-server/server.mjs'], { STILLWATCH_URL: url, PORT: '0' })
    const own = await told(server, /listening on (\S+)/)
    const answer = await post(`${own}/v1/chat/completions`, call, { 'x-account': 'acct_1' })
    expect([answer.status, await answer.json()]).toEqual([200, { answer: 'forty-two', decision: 'allow' }])
  },
  60_000,
)

test('a webhook is carried out once, and only when it is signed', async () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const receiver = start(['node', 'examples/webhook/receive.mjs'], { WEBHOOK_SECRET: secret, PORT: '0' })
  const own = await told(receiver, /listening on (\S+)/)
  const body = JSON.stringify({ type: 'key.suspend', data: { accounts: [{ account: 'a', keys: ['k1'] }] } })
  const now = Math.floor(Date.now() / 1000)
  const send = async (headers: Record<string, string>) =>
    (await post(`${own}/stillwatch`, body, headers)).status
  const right = signed([secret], 'msg_1', now, body)
  expect([await send(right), await send(right)]).toEqual([204, 204])
  expect(await send({ ...right, 'webhook-id': 'msg_2' })).toBe(401)
  expect(await send(signed([secret], 'msg_3', now - 3_600, body))).toBe(401)
  expect(receiver.said().match(/key\.suspend a k1/g)).toHaveLength(1)
}, 60_000)

test('service and gateway start together, pass a call on and end together', async () => {
  const [servePort, gatewayPort] = [await freePort(), await freePort()]
  const both = start(['sh', 'examples/gateway/start.sh', upstream.url], {
    STILLWATCH: stillwatchCommand.join(' '),
    STILLWATCH_PORT: String(servePort),
    GATEWAY_PORT: String(gatewayPort),
    STILLWATCH_DATA: join(folder, 'both'),
  })
  await told(both, new RegExp(`127\\.0\\.0\\.1:${gatewayPort}`))
  const answer = await post(`http://127.0.0.1:${gatewayPort}/v1/chat/completions`, call, {
    authorization: 'Bearer sk-1',
  })
  expect([answer.status, (await answer.json()).object]).toEqual([200, 'chat.completion'])
  await stop(both.child)
  for (const port of [servePort, gatewayPort])
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
}, 120_000)

const nginxIs = spawnSync('nginx', ['-V']).status === 0
if (!nginxIs) left('nginx', 'it is not installed here')

test.skipIf(!nginxIs)(
  'nginx asks before it passes a call on, and answers for those who are refused',
  async () => {
    const allowed: Decision = { decision: 'allow', measure: 'none', reasons: [], ttl_ms: 1_000 }
    const served = await servePlugIns(account => {
      if (account === 'hostile') return { ...allowed, decision: 'block', measure: 'suspend' }
      return account === 'spent' ? { ...allowed, decision: 'limit', retry_after_ms: 2_500 } : allowed
    })
    const port = await freePort()
    const config = readFileSync(join(root, 'examples/nginx/nginx.conf'), 'utf8')
      .replace('server 127.0.0.1:9000', `server ${new URL(upstream.url).host}`)
      .replace('server 127.0.0.1:8787', `server ${new URL(served.url).host}`)
      .replace('listen 127.0.0.1:8080', `listen 127.0.0.1:${port}`)
      .replace('/tmp/stillwatch-nginx.pid', join(folder, 'nginx.pid'))
      .replace(
        'http {',
        ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].reduce(
          (text, kind) =>
            `${text}\n${kind === 'body' ? 'client_body' : kind}_temp_path ${folder}/nginx-${kind};`,
          'http {',
        ),
      )
    writeFileSync(join(folder, 'nginx.conf'), config)
    const nginx = start(['nginx', '-p', folder, '-c', join(folder, 'nginx.conf')])
    const own = `http://127.0.0.1:${port}`
    await expect
      .poll(
        () =>
          fetch(`${own}/`).then(
            () => true,
            () => nginx.said(),
          ),
        { timeout: 20_000 },
      )
      .toBe(true)
    const ask = async (account: string) => {
      const answer = await post(`${own}/v1/chat/completions`, call, { 'x-account': account })
      return [answer.status, (await answer.json()).error?.code, answer.headers.get('retry-after')]
    }
    expect(await ask('honest')).toEqual([200, undefined, null])
    expect(await ask('hostile')).toEqual([403, 'account_suspended', null])
    expect(await ask('spent')).toEqual([429, 'shared_limit_reached', '3'])
    await stop(nginx.child)
    await served.close()
  },
  60_000,
)

test('a service that is told to end under load stores all it acknowledged, and ends by itself', async () => {
  const acknowledged: string[] = []
  let refused = 0
  const send = async (sender: number): Promise<void> => {
    for (let n = 0; refused === 0; n++) {
      const id = `load-${sender}-${n}`
      const line = JSON.stringify({ id, time: new Date().toISOString(), account: 'a', model: 'm' })
      const status = await post(`${url}/v1/exchanges`, line).then(
        answer => answer.status,
        () => 0,
      )
      if (status === 200) acknowledged.push(id)
      else refused += 1
      if (acknowledged.length >= 40 && !service.child.killed) service.child.kill('SIGTERM')
    }
  }
  const gone = once(service.child, 'exit')
  await Promise.all(Array.from({ length: 8 }, (_, i) => send(i)))
  const [code] = await gone
  expect([code, service.said().includes('bug/')]).toEqual([0, false])
  const store = await openStore({ data })
  const rows = await store.rows(
    {
      name: 'test/load',
      sql: "SELECT id FROM exchanges WHERE startsWith(id, 'load-')",
      params: z.object({}),
      row: z.object({ id: z.string() }),
    },
    {},
  )
  await store.close()
  const kept = rows.map(row => row.id)
  expect(new Set(kept).size).toBe(kept.length)
  expect(acknowledged.filter(id => !kept.includes(id))).toEqual([])
}, 120_000)
