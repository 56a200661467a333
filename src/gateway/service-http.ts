/** HTTP to a `stillwatch serve`, over kept connections, with bounds on time and size. */
import http from 'node:http'
import https from 'node:https'

export interface Service {
  readonly url: URL
  /** Roles `ingest` and `decide`; sent as a bearer token, never logged. */
  readonly token?: string
}

export interface Answered {
  readonly status: number
  readonly text: string
}

/** An answer of the service is a few kilobytes. */
const answerBytesMax = 1024 * 1024

export function makePost(service: Service) {
  const secure = service.url.protocol === 'https:'
  const agent = new (secure ? https.Agent : http.Agent)({ keepAlive: true, maxSockets: 64 })
  const base = service.url.href.replace(/\/$/, '')
  return (path: string, type: string, body: string, timeout: number, more = {}): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const request = (secure ? https : http).request(`${base}${path}`, {
        agent,
        method: 'POST',
        timeout,
        headers: {
          'content-type': type,
          'content-length': Buffer.byteLength(body),
          ...(service.token !== undefined && { authorization: `Bearer ${service.token}` }),
          ...more,
        },
      })
      request.on('timeout', () => request.destroy(new Error('no answer in time')))
      request.on('error', reject)
      request.on('response', response => {
        const chunks: Buffer[] = []
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > answerBytesMax) request.destroy(new Error('the answer is too long'))
          else chunks.push(chunk)
        })
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        )
      })
      request.end(body)
    })
}
