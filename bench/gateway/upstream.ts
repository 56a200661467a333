/** A process of its own: streams events that carry the moment they were sent. `?n=` events, `?gap=` milliseconds apart. */
import http from 'node:http'

const words = 'x'.repeat(80)
const server = http.createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const asked = new URL(request.url ?? '/', 'http://x').searchParams
    const events = Number(asked.get('n') ?? request.headers['x-events'] ?? 50)
    const gap = Number(asked.get('gap') ?? request.headers['x-gap'] ?? 10)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    let sent = 0
    const timer = setInterval(() => {
      if (sent++ >= events) {
        clearInterval(timer)
        response.end('data: [DONE]\n\n')
        return
      }
      const sentAt = process.hrtime.bigint()
      response.write(
        `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","sent":"${sentAt}","choices":[{"index":0,"delta":{"content":"${words}"},"finish_reason":null}]}\n\n`,
      )
    }, gap)
    response.on('close', () => clearInterval(timer))
  })
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }))
