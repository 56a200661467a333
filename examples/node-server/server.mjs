// A server of your own that asks before it answers. Start `npx stillwatch serve`, then this; in a checkout build first.
//   node examples/node-server/server.mjs
//   curl -H 'x-account: acct_1' -d '{"model":"large"}' http://127.0.0.1:3000/v1/chat/completions
import { createServer } from 'node:http'
import { decideAtService, guard } from 'stillwatch/decide'

const { STILLWATCH_URL = 'http://127.0.0.1:8787', STILLWATCH_TOKEN, PORT = '3000' } = process.env
const ask = guard({
  decider: decideAtService({
    url: new URL(STILLWATCH_URL),
    ...(STILLWATCH_TOKEN !== undefined && { token: STILLWATCH_TOKEN }),
  }),
  // Whatever proves who calls here; a header that anybody can write proves nothing.
  account: request => request.headers['x-account'],
  contact: 'appeals@provider.example',
})

const server = createServer((request, response) => {
  ask(request, response, error => {
    response.writeHead(error === undefined ? 200 : 500, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ answer: 'forty-two', decision: request.stillwatch?.decision ?? 'none' }))
  })
})
server.listen(Number(PORT), '127.0.0.1', () =>
  console.log(`asking ${STILLWATCH_URL}, listening on http://127.0.0.1:${server.address().port}`),
)
