import { z } from 'zod'
import { encodeKnown } from '../../follow/copy.ts'
import { defineRawRoute, defineRoute, needed } from '../route.ts'

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
    const follower = needed(parts.follower, 'decisions')
    const known = needed(follower.known(), 'a first look at the store')
    const { version } = follower.policy()
    const etag = `"${known.version}-${version}"`
    // The age travels apart, so that an unchanged snapshot is still known to be fresh; as a span, because clocks differ.
    const headers = {
      etag,
      'x-stillwatch-policy': version,
      'x-stillwatch-read-at': String(known.readAt),
      'x-stillwatch-age-ms': String(Math.max(0, parts.clock() - known.readAt)),
    }
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

/** The rules and numbers that go with it. */
export const snapshotPolicy = defineRoute({
  path: '/v1/snapshot/policy',
  operation: 'showSnapshotPolicy',
  summary: 'The policy as a gateway needs it to decide by itself: rules in Cedar, settings, version.',
  role: 'decide',
  answer: z.object({
    version: z.string(),
    rules: z.string(),
    settings: z.record(z.string(), z.unknown()),
  }),
  handle: async parts => {
    const { version, text, settings } = needed(parts.follower, 'decisions').policy()
    return { version, rules: text, settings: { ...settings } }
  },
})
