/** The pages that are made from the code, by path. docs.test.ts holds the committed files against them. */
import { fileURLToPath } from 'node:url'
import { commandsPage } from './commands.ts'
import { errorsPage } from './errors.ts'
import { httpPage } from './http.ts'
import { signalsPage } from './signals.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const generatedPages = (): Record<string, string> => ({
  'docs/signals.md': signalsPage(),
  'docs/reference/commands.md': commandsPage(),
  'docs/reference/errors.md': errorsPage(root),
  'docs/reference/http.md': httpPage(),
})
