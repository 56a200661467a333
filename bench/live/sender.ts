/** Sends one body again and again, with new ids and times written into it in place: the sender's own CPU is not the matter. */
import { Agent, type IncomingMessage, request } from 'node:http'
import { exchangeLines } from '../ingest-lines.ts'

export interface Tally {
  taken: number
  refused: number
  waitsMs: number[]
}

export interface Sender {
  readonly bytes: number
  /** One body, sent until it is taken. */
  send(): Promise<void>
}

const numberDigits = 9
const timeDigits = '2026-04-22T00:00:00.000Z'.length

export function makeSender(url: URL, place: number, lines: number, tally: Tally): Sender {
  const prefix = `s${place}-`
  const { body, ids, times } = bodyOf(place, lines, prefix)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let number = 0
  return {
    bytes: body.length,
    async send() {
      for (const at of ids) body.write(String(number++).padStart(numberDigits, '0'), at, 'latin1')
      const time = new Date().toISOString()
      for (const at of times) body.write(time, at, 'latin1')
      for (;;) {
        const begun = performance.now()
        const { status, retryAfterS, text } = await post(url, agent, body)
        if (status === 429) {
          tally.refused += 1
          await new Promise(resolve => setTimeout(resolve, 1000 * retryAfterS))
          continue
        }
        const { taken } = JSON.parse(text) as { taken?: number }
        if (status !== 200 || taken !== lines) throw new Error(`${status}: ${text.slice(0, 200)}`)
        tally.waitsMs.push(performance.now() - begun)
        tally.taken += taken
        return
      }
    },
  }
}

/** Where in the body the number of each id and each time begin. */
function bodyOf(place: number, lines: number, prefix: string) {
  const texts = [...exchangeLines(lines, place + 1)].map(text =>
    text
      .replace(/"id":"[^"]*"/, `"id":"${prefix}${'0'.repeat(numberDigits)}"`)
      .replace(/"time":"[^"]*"/, `"time":"${'0'.repeat(timeDigits)}"`),
  )
  const body = Buffer.from(texts.join('\n'))
  const ids: number[] = []
  const times: number[] = []
  for (let from = 0; from >= 0; ) {
    ids.push(body.indexOf('"id":"', from) + '"id":"'.length + prefix.length)
    times.push(body.indexOf('"time":"', from) + '"time":"'.length)
    const end = body.indexOf(10, from)
    from = end < 0 ? -1 : end + 1
  }
  return { body, ids, times }
}

function post(
  url: URL,
  agent: Agent,
  body: Buffer,
): Promise<{ status: number; retryAfterS: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-ndjson', 'content-length': body.length }
    const sent = request(url, { method: 'POST', agent, headers }, (answer: IncomingMessage) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', piece => {
        text += piece
      })
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          retryAfterS: Number(answer.headers['retry-after'] ?? 1),
          text,
        }),
      )
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
