import { z } from 'zod'
import { encodeKnown } from '../../follow/copy.ts'
import { defineRawRoute, needed } from '../route.ts'

/** What a gateway needs to decide by itself. */
export const snapshotShow = defineRawRoute({
  path: '/v1/snapshot',
  operation: 'showSnapshot',
  summary:
    'Everything decisions rest on, as JSON Lines with a checksum at the end; 304 while it is unchanged.',
  role: 'decide',
  answer: z.string(),
  answers: 'application/x-ndjson',
  handle: async (parts, { request }) => {
    const known = needed(needed(parts.follower, 'decisions').known(), 'a first look at the store')
    const etag = `"${known.version}"`
    // The age travels apart, so that an unchanged snapshot is still known to be fresh.
    const headers = { etag, 'x-stillwatch-read-at': String(known.readAt) }
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
    const lines = encodeKnown(known)
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const { value, done } = lines.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(`${value}\n`))
      },
    })
    return new Response(body, { headers: { ...headers, 'content-type': 'application/x-ndjson' } })
  },
})
