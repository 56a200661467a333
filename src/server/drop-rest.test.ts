/** Refusals over a real socket: the answer arrives whole, and what follows on the connection is never guessed at. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from './app.ts'
import { type Listening, listen } from './listen.ts'
import type { ServerParts } from './route.ts'

let listening: Listening
beforeAll(async () => {
  const app = createApp({
    // No route that is asked here reads the store.
    store: {} as ServerParts['store'],
    version: '0',
    glossary: {},
    clock: Date.now,
    page: new Map(),
    log: () => undefined,
  })
  listening = await listen(app, 0)
})
afterAll(() => listening.close())

function open(): { socket: Socket; heard: () => string; closed: Promise<unknown> } {
  const socket = connect(Number(new URL(listening.url).port), '127.0.0.1')
  let heard = ''
  socket.on('data', piece => {
    heard += piece.toString('latin1')
  })
  socket.on('error', () => undefined)
  return { socket, heard: () => heard, closed: once(socket, 'close') }
}

/** Bodies of this route may have a mebibyte. */
const head = (length: string): string =>
  `POST /v1/policy/try HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${length}\r\n\r\n`
const mebibytes = (n: number): Buffer => Buffer.alloc(n * 1024 * 1024, 32)

test.each(['declared', 'chunked'])(
  'a body that is %s too large is read to its end, refused and the connection closed',
  async how => {
    const { socket, heard, closed } = open()
    const body = mebibytes(12)
    if (how === 'declared') socket.write(head(`Content-Length: ${body.length}`))
    else socket.write(`${head('Transfer-Encoding: chunked')}${body.length.toString(16)}\r\n`)
    for (let at = 0; at < body.length; at += 65_536)
      if (!socket.write(body.subarray(at, at + 65_536))) await once(socket, 'drain')
    if (how === 'chunked') socket.write('\r\n0\r\n\r\n')
    await closed
    expect(heard()).toMatch(/^HTTP\/1.1 413 /)
    expect(heard().toLowerCase()).toContain('connection: close')
    expect(heard()).toContain('"code":"http/too-large"')
  },
)

test('who goes on sending without end is answered and cut off', async () => {
  const { socket, heard, closed } = open()
  socket.write(head('Transfer-Encoding: chunked'))
  const sending = setInterval(() => socket.write(`10000\r\n${' '.repeat(65_536)}\r\n`), 20)
  await closed
  clearInterval(sending)
  expect(heard()).toMatch(/^(HTTP\/1.1 413 |$)/)
})

test('a small body that is refused leaves the connection as it was', async () => {
  const { socket, heard } = open()
  const small = '{"rules":1}'
  socket.write(`${head(`Content-Length: ${small.length}`)}${small}`)
  await expect.poll(heard).toContain('"code":"http/invalid"')
  socket.write(`${head(`Content-Length: ${small.length}`)}${small}`)
  await expect.poll(() => heard().split('HTTP/1.1 400').length).toBe(3)
  socket.destroy()
})
