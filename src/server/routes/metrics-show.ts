import { z } from 'zod'
import { defineRawRoute, needed } from '../route.ts'

/** For Prometheus. */
export const metricsShow = defineRawRoute({
  path: '/metrics',
  operation: 'showMetrics',
  summary: 'What the service counts of itself, in Prometheus’ text format.',
  answer: z.string(),
  answers: 'text/plain',
  handle: async ({ metrics }) => {
    const asked = needed(metrics, 'metrics')
    return new Response(await asked.text(), { headers: { 'content-type': asked.type } })
  },
})
