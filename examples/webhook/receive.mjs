// Where measures arrive that your own systems carry out (suspend a key, set a quota, ask for an identity).
//   export WEBHOOK_SECRET="whsec_$(openssl rand -base64 32)"
//   echo "{\"url\":\"http://127.0.0.1:3001/stillwatch\",\"secrets\":[\"$WEBHOOK_SECRET\"]}" > webhook.json
//   node examples/webhook/receive.mjs     and beside it: npx stillwatch serve --webhook webhook.json
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const { WEBHOOK_SECRET = '', PORT = '3001' } = process.env
const key = Buffer.from(WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64')
if (key.length < 24) throw new Error('WEBHOOK_SECRET must be whsec_ and at least 24 bytes in base64')

/** Standard Webhooks 1.0: what was signed, with this secret, in the last five minutes. */
function isOurs(headers, body) {
  const { 'webhook-id': id = '', 'webhook-timestamp': time = '', 'webhook-signature': given = '' } = headers
  if (!(Math.abs(Date.now() / 1000 - Number(time)) <= 300)) return false
  const expected = Buffer.from(
    `v1,${createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')}`,
  )
  return given
    .split(' ')
    .some(one => one.length === expected.length && timingSafeEqual(Buffer.from(one), expected))
}

// A message comes again until it is answered: the id says whether it was carried out. Keep ids in your database.
const done = new Set()
const server = createServer(async (request, response) => {
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  const body = Buffer.concat(pieces).toString()
  if (!isOurs(request.headers, body)) return response.writeHead(401).end()
  const id = request.headers['webhook-id']
  if (!done.has(id)) {
    const { type, data } = JSON.parse(body)
    for (const { account, keys } of data.accounts) console.log(type, account, keys.join(' '))
    done.add(id)
  }
  response.writeHead(204).end()
})
server.listen(Number(PORT), '127.0.0.1', () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`),
)
