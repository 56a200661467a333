import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { clientWriter } from './client-writer.ts'

const paused = { pause: () => undefined, resume: () => undefined }
let server: http.Server | undefined
afterEach(() => void server?.close())

/** What a client reads from its socket, byte for byte. */
async function heard(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
  request: string,
  mayRead: Promise<void> = Promise.resolve(),
): Promise<string> {
  server = http.createServer((incoming, response) => answer(response, incoming))
  const at = server
  await new Promise<void>(resolve => at.listen(0, '127.0.0.1', resolve))
  const socket = connect({ port: (at.address() as AddressInfo).port, host: '127.0.0.1' })
  socket.write(request)
  await mayRead
  let text = ''
  for await (const piece of socket) text += String(piece)
  return text
}
const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4)
const later = (): Promise<void> => new Promise(resume => setTimeout(resume, 5))

async function inThree(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const client = clientWriter(response, paused)
  await later()
  client.write(Buffer.from('one '))
  client.write(Buffer.from('two '))
  await later()
  client.write(Buffer.from('🦊'))
  client.end()
}

test('what arrives together is one chunk, and the last one ends the answer', async () => {
  const text = await heard(inThree, 'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  expect(bodyOf(text)).toBe('8\r\none two \r\n4\r\n🦊\r\n0\r\n\r\n')
})

test('a client of HTTP/1.0 gets the bytes without chunks', async () => {
  expect(bodyOf(await heard(inThree, 'GET / HTTP/1.0\r\n\r\n'))).toBe('one two 🦊')
})

test('an answer without a body stays without one', async () => {
  const text = await heard(inThree, 'HEAD / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  expect(bodyOf(text)).toBe('')
})

test('two calls on one connection are answered one after the other, whichever is ready first', async () => {
  const answer = async (response: ServerResponse, { url }: IncomingMessage): Promise<void> => {
    if (url === '/first') await new Promise(resume => setTimeout(resume, 50))
    response.writeHead(200)
    const client = clientWriter(response, paused)
    client.write(Buffer.from(`${url} begins, `))
    await later()
    client.write(Buffer.from(`${url} ends.`))
    await later()
    client.end()
  }
  const ask = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nhost: x\r\n${more}\r\n`
  const text = await heard(answer, ask('/first') + ask('/second', 'connection: close\r\n'))
  const said = text.replace(/HTTP\/1.1 200[\s\S]*?\r\n\r\n/g, '').replace(/[0-9a-f]+\r\n|\r\n/g, '')
  expect(said).toBe('/first begins, /first ends./second begins, /second ends.')
})

test('a client that is slow makes the source wait, and nothing is lost or doubled', async () => {
  let waits = 0
  let read = (): void => undefined
  const mayRead = new Promise<void>(resolve => {
    read = resolve
  })
  const piece = Buffer.alloc(15_000, 'x')
  const answer = async (response: ServerResponse): Promise<void> => {
    response.writeHead(200)
    let go = (): void => undefined
    let wait: Promise<void> | undefined
    const client = clientWriter(response, {
      pause: () => {
        waits += 1
        read()
        wait = new Promise(resolve => {
          go = resolve
        })
      },
      resume: () => go(),
    })
    for (let i = 0; i < 1_000; i++) {
      client.write(piece)
      await new Promise(setImmediate)
      await wait
    }
    client.end()
  }
  const text = await heard(answer, 'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', mayRead)
  expect(waits).toBeGreaterThan(0)
  expect(bodyOf(text).match(/x/g)).toHaveLength(15_000_000)
})
