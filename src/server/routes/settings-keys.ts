import { keysViewSchema } from '../../model/page.ts'
import { defineRoute, needed } from '../route.ts'

/** Who may come in and what signs, by name: secrets are shown once, by the command that makes them. */
export const settingsKeys = defineRoute({
  path: '/v1/keys',
  operation: 'listKeys',
  summary: 'Tokens by name, role and expiry; the names of the keys that sketch and sign. No secret.',
  role: 'review',
  answer: keysViewSchema,
  handle: async parts => needed(parts.keys, 'keys')(),
})
