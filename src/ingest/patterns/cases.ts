/** Our own labelled sentences: `# bit`, then `+language sentence` (the bit holds) or `-language sentence` (it does not). */
import { readFileSync } from 'node:fs'

export interface Case {
  readonly bit: string
  readonly language: string
  readonly holds: boolean
  readonly text: string
}

export type CaseFile = 'capabilities' | 'demands' | 'style'

export function readCases(file: CaseFile): Case[] {
  let bit = ''
  const cases: Case[] = []
  for (const line of readFileSync(new URL(`./cases/${file}.txt`, import.meta.url), 'utf8').split('\n')) {
    if (line.startsWith('# ')) bit = line.slice(2)
    else if (line !== '')
      cases.push({ bit, holds: line[0] === '+', language: line.slice(1, 3), text: line.slice(4) })
  }
  return cases
}
