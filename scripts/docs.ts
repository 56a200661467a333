/** Writes the pages that are made from the code: `npm run docs`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedPages, root } from './docs/pages.ts'

for (const [path, text] of Object.entries(generatedPages())) {
  writeFileSync(join(root, path), text)
  console.log(path)
}
