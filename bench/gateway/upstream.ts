/** A process of its own: streams events that carry the moment they were sent, or answers whole. `?n=` events, `?gap=` milliseconds apart. */
import http from 'node:http'

const words = 'x'.repeat(80)
const whole = JSON.stringify({
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: words }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 9, completion_tokens: 20, total_tokens: 29 },
})
const server = http.createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (!Buffer.concat(chunks).includes('"stream":true')) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(whole)
      return
    }
    const asked = new URL(request.url ?? '/', 'http://x').searchParams
    const events = Number(asked.get('n') ?? 50)
    const gap = Number(asked.get('gap') ?? 10)
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
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
