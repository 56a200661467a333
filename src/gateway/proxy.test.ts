/** What a proxy owes both sides: pace, bounds, ends, and nothing of one connection on the other. */
import http from 'node:http'
import net from 'node:net'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { allowed, gatewayUnderTest, type UnderTest } from '../../test/support/gateway-under-test.ts'
import { onLoopback } from '../../test/support/loopback.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function make(options: Parameters<typeof gatewayUnderTest>[0] = {}): Promise<UnderTest> {
  const gateway = await gatewayUnderTest(options)
  open.push(() => gateway.close())
  return gateway
}

const chat = (more: object = {}): string =>
  JSON.stringify({ model: 'model-1', messages: [{ role: 'user', content: 'hello' }], ...more })

interface Got {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

function send(
  url: string,
  path: string,
  body: string | Buffer,
  headers: http.OutgoingHttpHeaders = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}${path}`, { method: 'POST', headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(resume => setTimeout(resume, 5))
}

test('a client that leaves in the middle of a stream ends the upstream call, and the record says so', async () => {
  const gateway = await make({ gapMs: 5, words: 10_000 })
  await new Promise<void>(done => {
    const request = http.request(`${gateway.url}/v1/chat/completions`, { method: 'POST' }, response => {
      response.once('data', () => {
        response.destroy()
        done()
      })
    })
    request.end(chat({ stream: true }))
  })
  await until(() => gateway.upstream.seen[0]?.left === true)
  expect((await gateway.recorded())[0]).toMatchObject({
    status: 200,
    response: { stop_reason: 'client_left' },
  })
})

test('the first word of a stream arrives while the last is not yet said', async () => {
  const gateway = await make({ gapMs: 5, words: 200 })
  const early = await new Promise<boolean>(resolve => {
    const request = http.request(`${gateway.url}/v1/chat/completions`, { method: 'POST' }, response => {
      response.once('data', () =>
        resolve(gateway.upstream.seen[0]?.left === false && gateway.settled.length === 0),
      )
      response.on('error', () => undefined)
      response.once('data', () => response.destroy())
    })
    request.end(chat({ stream: true }))
  })
  expect(early).toBe(true)
})

test('a packed answer passes as the very same bytes and is read all the same', async () => {
  const gateway = await make()
  const got = await send(gateway.url, '/v1/chat/completions', chat(), { 'accept-encoding': 'gzip' })
  expect(got.headers['content-encoding']).toBe('gzip')
  expect(JSON.parse(gunzipSync(got.body).toString())).toMatchObject({ object: 'chat.completion' })
  expect((await gateway.recorded())[0]).toMatchObject({ usage: { output_tokens: 12 } })
})

test('a packed request is read for the record and passes as it came', async () => {
  const gateway = await make()
  const packed = gzipSync(chat())
  await send(gateway.url, '/v1/chat/completions', packed, { 'content-encoding': 'gzip' })
  expect(gateway.upstream.seen[0]?.bytes).toBe(packed.length)
  expect((await gateway.recorded())[0]?.request?.messages?.[0]?.content).toBe('hello')
})

test('what belongs to one connection stays there, and everything else arrives in its order', async () => {
  const gateway = await make()
  await send(gateway.url, '/v1/chat/completions?x=1', chat(), {
    'X-First': '1',
    connection: 'keep-alive, x-private',
    'x-private': 'mine',
    'keep-alive': 'timeout=5',
    'proxy-authorization': 'Basic c2VjcmV0',
    te: 'trailers',
    'X-Last': '2',
  })
  const [seen] = gateway.upstream.seen
  const names = seen?.rawHeaders.filter((_, at) => at % 2 === 0) ?? []
  for (const gone of ['x-private', 'keep-alive', 'proxy-authorization', 'te'])
    expect(names.map(name => name.toLowerCase())).not.toContain(gone)
  expect(names.indexOf('X-First')).toBeLessThan(names.indexOf('X-Last'))
  expect(seen?.path).toBe('/v1/chat/completions?x=1')
  expect(seen?.headers.host).toBe(new URL(gateway.upstream.url).host)
})

test('where to go is the operator’s word: an absolute target leads to the upstream all the same', async () => {
  const gateway = await make()
  const { port } = new URL(gateway.url)
  const answer = await new Promise<string>(resolve => {
    const socket = net.connect(Number(port), '127.0.0.1', () =>
      socket.write('GET http://elsewhere.example/v1/models HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
    )
    let text = ''
    socket.on('data', chunk => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
  })
  expect(answer).toMatch(/^HTTP\/1.1 200/)
  expect(gateway.upstream.seen[0]).toMatchObject({ path: '/v1/models' })
})

test('a path written differently is the same call to the record', async () => {
  const gateway = await make()
  for (const path of [
    '/v1//chat/completions',
    '/v1/chat/completions/',
    '/v1/chat/%63ompletions',
    '/V1/Chat/Completions',
  ])
    await send(gateway.url, path, chat())
  expect(await gateway.recorded()).toHaveLength(4)
})

test('a body of 50 MB passes whole', async () => {
  const gateway = await make()
  const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(50_000_000)}` } }
  const body = chat({
    messages: [{ role: 'user', content: [{ type: 'text', text: 'what is this?' }, image] }],
  })
  const got = await send(gateway.url, '/v1/chat/completions', body)
  expect(got.status).toBe(200)
  expect(gateway.upstream.seen[0]?.bytes).toBe(Buffer.byteLength(body))
  const [recorded] = await gateway.recorded()
  expect(JSON.stringify(recorded).length).toBeLessThan(2_000)
  expect(JSON.stringify(recorded?.request)).toContain('what is this?')
})

test('a body beyond the bound is refused before it is read', async () => {
  const gateway = await make()
  const { port } = new URL(gateway.url)
  const answer = await new Promise<string>(resolve => {
    const socket = net.connect(Number(port), '127.0.0.1', () =>
      socket.write('POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 900000000\r\n\r\n{'),
    )
    socket.on('data', chunk => {
      resolve(String(chunk))
      socket.destroy()
    })
  })
  expect(answer).toMatch(/^HTTP\/1.1 413/)
  expect(answer).toContain('body_too_large')
  expect(gateway.upstream.seen).toHaveLength(0)
})

test('a slow reader slows the upstream down instead of filling the memory', async () => {
  const megabytes = 64
  let sent = 0
  const upstream = http.createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const chunk = Buffer.from(`: ${'x'.repeat(1024 * 1024)}\n\n`)
    const more = (): void => {
      while (sent < megabytes) {
        sent += 1
        if (!response.write(chunk)) {
          response.once('drain', more)
          return
        }
      }
      response.end()
    }
    more()
  })
  const { url, close } = await onLoopback(upstream)
  open.push(close)
  const gateway = await make({ upstreamUrl: url })
  const response = await new Promise<http.IncomingMessage>(resolve => {
    http
      .request(`${gateway.url}/v1/chat/completions`, { method: 'POST' }, resolve)
      .end(chat({ stream: true }))
  })
  response.pause()
  // Until nothing moves any more: what was sent then is what the sockets hold.
  let before = -1
  while (before !== sent) {
    before = sent
    await new Promise(resume => setTimeout(resume, 150))
  }
  expect(sent).toBeLessThan(megabytes)
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  response.resume()
  await new Promise(done => response.on('end', done))
  expect(bytes).toBeGreaterThan(megabytes * 1024 * 1024)
})

test('an upstream that is not there, or says nothing, is an error of that kind in the API’s form', async () => {
  const gone = await make({ upstreamUrl: 'http://127.0.0.1:9' })
  const got = await send(gone.url, '/v1/messages', chat(), { 'anthropic-version': '2023-06-01' })
  expect(got.status).toBe(502)
  expect(JSON.parse(got.body.toString())).toMatchObject({
    type: 'error',
    error: { code: 'upstream_unreachable' },
  })
  expect((await gone.recorded())[0]).toMatchObject({ status: 502 })
  const { url, close } = await onLoopback(net.createServer(() => undefined))
  // Not waited for: whoever it kept silent to is still there.
  open.push(async () => void close())
  const silent = await make({ upstreamUrl: url, silenceMs: 50 })
  const late = await send(silent.url, '/v1/chat/completions', chat())
  expect(late.status).toBe(504)
  expect(JSON.parse(late.body.toString())).toMatchObject({ error: { code: 'upstream_silent' } })
})

test('a connection that the upstream resets is said, not repeated without end', async () => {
  const gateway = await make()
  const got = await send(gateway.url, '/v1/chat/completions', chat({ model: 'resets' }))
  expect(got.status).toBe(502)
  expect(gateway.upstream.seen.length).toBeLessThanOrEqual(2)
})

test('an address is believed only as far as trusted proxies wrote it', async () => {
  const gateway = await make()
  const addressFor = async (forwarded: string): Promise<unknown> => {
    await send(gateway.url, '/v1/chat/completions', chat(), { 'x-forwarded-for': forwarded })
    return (await gateway.recorded()).at(-1)?.client?.ip
  }
  expect(await addressFor('203.0.113.9')).toBe('203.0.113.9')
  expect(await addressFor('1.1.1.1, 203.0.113.9')).toBe('203.0.113.9')
  expect(await addressFor('203.0.113.9, 127.0.0.1')).toBe('203.0.113.9')
  expect(await addressFor('2001:db8::7')).toBe('2001:db8::7')
  expect(await addressFor('nonsense')).toBe('127.0.0.1')
})

test('the account is what the edge names, else the key', async () => {
  const gateway = await make()
  await send(gateway.url, '/v1/chat/completions', chat(), { authorization: 'Bearer k1', 'x-account': 'acme' })
  await send(gateway.url, '/v1/chat/completions', chat(), { 'x-api-key': 'k1' })
  await send(gateway.url, '/v1/chat/completions', chat())
  const [named, keyed, none] = await gateway.recorded()
  expect(named?.account).toBe('acme')
  expect(named?.key).toBe(keyed?.key)
  expect(keyed?.account).toBe(keyed?.key)
  expect(none?.account).toBe('unidentified')
})

test('time in a record is the clock it was given', async () => {
  let now = Date.UTC(2026, 0, 5)
  const gateway = await make({ clock: () => (now += 250) })
  await send(gateway.url, '/v1/chat/completions', chat())
  const [recorded] = await gateway.recorded()
  expect(recorded?.time).toBe(Date.UTC(2026, 0, 5) + 250)
  expect(Number(recorded?.duration_ms)).toBeGreaterThan(0)
})

test('watching changes nothing for the caller and stands in the record', async () => {
  const gateway = await make()
  gateway.decided = () => ({ ...allowed, decision: 'watch', measure: 'watch', campaign: 'c-1' })
  const got = await send(gateway.url, '/v1/chat/completions', chat())
  expect(got.status).toBe(200)
  expect((await gateway.recorded())[0]).toMatchObject({ decision: { decision: 'watch', campaign: 'c-1' } })
})

test('what a rule under trial would have done stands in the record with the rule', async () => {
  const gateway = await make()
  const trial = { would: 'suspend', would_by: 'rule:frontier' } as const
  gateway.decided = () => ({ ...allowed, ...trial })
  expect((await send(gateway.url, '/v1/chat/completions', chat())).status).toBe(200)
  expect((await gateway.recorded())[0]).toMatchObject({ decision: { decision: 'allow', ...trial } })
})

test('a gateway that is told to end lets streams end, takes no new call, and records what passed', async () => {
  const gateway = await gatewayUnderTest({ gapMs: 20, words: 20 })
  let ended: Promise<void> | undefined
  const whole = await new Promise<string>((resolve, reject) => {
    const request = http.request(`${gateway.url}/v1/chat/completions`, { method: 'POST' }, response => {
      let text = ''
      response.once('data', () => {
        ended = gateway.close(30_000)
      })
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve(text))
      response.on('error', reject)
    })
    request.end(chat({ stream: true }))
  })
  expect(whole).toContain('data: [DONE]')
  // Long before its grace is over, though the client keeps its connection.
  await ended
  await expect(send(gateway.url, '/v1/chat/completions', chat())).rejects.toThrow()
  const [recorded] = await gateway.recorded()
  expect(recorded).toMatchObject({ status: 200, response: { stop_reason: 'stop' } })
})
