/** Nothing that comes in from outside ends the gateway, and everything gets an answer with a stable code. */
import net from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatewayUnderTest, type UnderTest } from '../../test/support/gateway-under-test.ts'
import { onLoopback } from '../../test/support/loopback.ts'

let gateway: UnderTest
beforeAll(async () => {
  gateway = await gatewayUnderTest({ silenceMs: 2_000 })
})
afterAll(() => gateway.close())

/** What comes back for raw bytes, until the gateway or a second of silence ends it. */
function raw(bytes: string | Buffer): Promise<string> {
  const { port } = new URL(gateway.url)
  return new Promise(resolve => {
    let text = ''
    const socket = net.connect(Number(port), '127.0.0.1', () => socket.end(bytes))
    socket.on('data', chunk => {
      text += chunk
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
    socket.setTimeout(1_000, () => socket.destroy())
  })
}

const post = async (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) => {
  const response = await fetch(gateway.url + path, { method: 'POST', body, headers })
  return { status: response.status, body: await response.text() }
}

const alive = async () => {
  const { status } = await post('/v1/chat/completions', '{"model":"model-1","messages":[]}')
  expect(status).toBe(200)
  expect(gateway.logged.filter(line => line.startsWith('bug/'))).toEqual([])
}

const codeOf = (body: string): unknown => JSON.parse(body).error.code

test.each([
  ['nothing', ''],
  ['no JSON', 'model=1'],
  ['a list', '[]'],
  ['a number', '1'],
  ['null', 'null'],
  ['half an object', '{"model":"m","messages":['],
  ['a byte-order mark', '\uFEFF{"model":"m"}'],
  ['deep nesting', '['.repeat(200_000)],
])('a body that is %s is 400 with a code, and goes no further', async (_, body) => {
  const before = gateway.upstream.seen.length
  const openai = await post('/v1/chat/completions', body)
  expect([openai.status, codeOf(openai.body)]).toEqual([400, 'body_unreadable'])
  const anthropic = await post('/v1/messages', body)
  expect([anthropic.status, codeOf(anthropic.body)]).toEqual([400, 'body_unreadable'])
  expect(gateway.upstream.seen).toHaveLength(before)
  await alive()
})

test('a packed body that is a bomb, a lie or of an unknown kind is refused', async () => {
  const { gzipSync } = await import('node:zlib')
  const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, ' '))
  const codes = [
    await post('/v1/responses', new Uint8Array(bomb), { 'content-encoding': 'gzip' }),
    await post('/v1/responses', '{"model":"m"}', { 'content-encoding': 'gzip' }),
    await post('/v1/responses', '{"model":"m"}', { 'content-encoding': 'constructor' }),
    await post('/v1/responses', '{"model":"m"}', { 'content-encoding': 'gzip, gzip' }),
  ].map(({ status, body }) => [status, codeOf(body)])
  expect(codes).toEqual([
    [400, 'body_unreadable'],
    [400, 'body_unreadable'],
    [415, 'encoding_unknown'],
    [415, 'encoding_unknown'],
  ])
  await alive()
})

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400, 'request_unreadable'],
  [
    'two lengths',
    'POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{',
    400,
    'request_unreadable',
  ],
  [
    'length and chunks at once',
    'POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'request_unreadable',
  ],
  [
    'headers without end',
    `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  [
    'an address that is none',
    'GET http://[ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    400,
    'target_unreadable',
  ],
])('%s is answered with a code and the connection ends', async (_, bytes, status, code) => {
  const answer = await raw(bytes)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).toContain(code)
  await alive()
})

test('whatever the fields of a request hold, it is passed on, recorded within bounds, and nothing breaks', async () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constant('__proto__'),
    fc.string({ maxLength: 2_000 }),
  )
  const body = fc.record(
    {
      model: fc.oneof(fc.string({ maxLength: 300 }), odd),
      messages: fc.oneof(
        odd,
        fc.array(fc.record({ role: odd, content: odd, tool_calls: odd }, { requiredKeys: [] }), {
          maxLength: 4,
        }),
      ),
      input: odd,
      system: odd,
      tools: fc.oneof(odd, fc.array(odd, { maxLength: 3 })),
      stream: odd,
      max_tokens: odd,
      metadata: odd,
      __proto__: odd,
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/v1/chat/completions', '/v1/responses', '/v1/messages', '/v1/completions'),
      body,
      async (path, asked) => {
        const { status } = await post(path, JSON.stringify(asked))
        expect(status).toBeLessThan(505)
      },
    ),
    { numRuns: 150 },
  )
  const records = await gateway.recorded()
  for (const { id, account, model } of records) {
    expect(id.length).toBeLessThanOrEqual(128)
    expect(account.length).toBeLessThanOrEqual(128)
    expect(model.length).toBeLessThanOrEqual(256)
  }
  await alive()
})

test('whatever the headers hold, the answer comes and no secret is recorded', async () => {
  const value = fc.string({ unit: fc.constantFrom(...'abcXYZ09 ,;:=/"\\@[]{}%é\t'), maxLength: 200 })
  const names = [
    'x-forwarded-for',
    'x-account',
    'user-agent',
    'x-ja4',
    'connection',
    'accept-encoding',
    'x-stainless-lang',
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), value, async (name, held) => {
      const head = `POST /v1/chat/completions HTTP/1.1
host: x
${name}: ${held}
authorization: Bearer sk-never-recorded`
      const body = '{"model":"model-1","messages":[]}'
      const answer = await raw(
        Buffer.from(
          `${head}
content-length: ${body.length}
connection: close

${body}`,
          'latin1',
        ),
      )
      expect(answer).toMatch(/^HTTP\/1.1 [24]\d\d /)
    }),
    { numRuns: 100 },
  )
  expect(JSON.stringify(await gateway.recorded())).not.toContain('sk-never-recorded')
  expect(gateway.logged.join()).not.toContain('sk-never-recorded')
  await alive()
})

test('an upstream that answers nonsense in the form of a stream is passed on and recorded as far as it goes', async () => {
  const http = await import('node:http')
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        'data: {',
        'data: {"choices":[{"delta":{"content":"x"}}]}\n\n',
        '\n\n',
        '\r\r',
        ': ping\n',
        'event: \n',
        'data:[DONE]\n\n',
        '\u0000',
      ),
      fc.string({ maxLength: 50 }),
      fc.jsonValue().map(value => `data: ${JSON.stringify(value)}\n\n`),
    ),
    { maxLength: 12 },
  )
  let send = ''
  const server = http.createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(send)
  })
  const upstream = await onLoopback(server)
  const odd = await gatewayUnderTest({ upstreamUrl: upstream.url })
  try {
    await fc.assert(
      fc.asyncProperty(pieces, async parts => {
        send = parts.join('')
        const response = await fetch(`${odd.url}/v1/chat/completions`, {
          method: 'POST',
          body: '{"model":"m","stream":true,"messages":[]}',
        })
        expect(await response.text()).toBe(new TextDecoder().decode(Buffer.from(send)))
      }),
      { numRuns: 150 },
    )
    expect(odd.logged).toEqual([])
    await odd.recorded()
  } finally {
    await odd.close()
    await upstream.close()
  }
})
