/** A graph of shares as a log of requests, so that all of detection can look at it: an object is a text of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { detect } from '../../src/discover/detect.ts'
import { listFindings, members } from '../../src/findings/read.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { makeRng } from '../../src/rng.ts'
import { openStore } from '../../src/store/open.ts'
import type { Act } from './retweets.ts'

const syllables = 'ba do fi gu ka le mo ni pu ra se ti vo wu xa ye zo chi dra fle gri klo'.split(' ')

/** A dozen words that no other object has in this order. */
function textOf(object: number): string {
  const rng = makeRng(object + 1)
  const syllable = (): string => syllables[Math.floor(rng() * syllables.length)] ?? ''
  return Array.from({ length: 12 }, () => syllable() + syllable() + syllable()).join(' ')
}

/** Members of every finding, campaign or not, as positions. */
export async function groupsOf(acts: readonly Act[], accounts: number): Promise<number[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-graph-'))
  const store = await openStore({ data: join(folder, 'data') })
  try {
    const file = join(folder, 'exchanges.jsonl')
    const lines = acts.map(({ account, object, time }, i) =>
      JSON.stringify({
        id: `share-${i}`,
        time: time * 1000,
        account: `account-${account}`,
        model: 'none',
        request: { messages: [{ role: 'user', content: textOf(object) }] },
      }),
    )
    writeFileSync(file, `${lines.join('\n')}\n`)
    await ingest(store, { k0: '11', k1: '13' }, [file], {
      clock: Date.now,
      rejectedFolder: join(folder, 'rejected'),
    })
    await detect(store)
    const groups: number[][] = []
    for (const { id } of await listFindings(store)) {
      const own = await members(store, id, { offset: 0, limit: accounts })
      groups.push(own.map(({ account }) => Number(account.slice('account-'.length))))
    }
    return groups
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
