/** How well the sketches of a store tell near-duplicates from strangers, and how many labels are as marked. */
import { z } from 'zod'
import { ingestLines } from '../../src/ingest/ingest-lines.ts'
import { readCases } from '../../src/ingest/patterns/cases.ts'
import { capabilities, demands, styles } from '../../src/model/sketch.ts'
import { makeRng, pick, randomInt } from '../../src/rng.ts'
import type { Store } from '../../src/store/store.ts'
import { makeSpeaker } from '../ingest-lines.ts'

const key = { k0: '11', k1: '22' }

/** What ingest stores of our own sentences beside what each is marked to hold, or not to hold. */
export async function labels(store: Store): Promise<void> {
  const names = { capabilities, demands, style: styles }
  for (const file of ['capabilities', 'demands', 'style'] as const) {
    const cases = readCases(file)
    const lines = cases.map((row, at) => JSON.stringify(message(`label-${file}-${at}`, row.text, 0)))
    await ingestLines(store, key, lines, `labels ${file}`, Date.now())
    const sql =
      'SELECT id, capabilities, demands, toUInt32(style) AS style FROM exchanges WHERE startsWith(id, {prefix:String})'
    const row = z.object({ id: z.string(), capabilities: z.number(), demands: z.number(), style: z.number() })
    const params = z.object({ prefix: z.string() })
    const found = new Map(
      (await store.rows({ name: 'bench/labels', sql, params, row }, { prefix: `label-${file}-` })).map(
        stored => [stored.id, stored[file]],
      ),
    )
    const bits: readonly string[] = names[file]
    const right = cases.filter((one, at) => {
      const mask = found.get(`label-${file}-${at}`) ?? 0
      return (((mask >> bits.indexOf(one.bit)) & 1) === 1) === one.holds
    })
    console.log(
      `${file.padEnd(14)} ${((100 * right.length) / cases.length).toFixed(1)} % of ${cases.length} labels as marked`,
    )
  }
}

/** Words changed at random in a part of a message, and messages that have nothing to do with each other. */
export async function quality(store: Store): Promise<void> {
  const rng = makeRng(11)
  const speaker = makeSpeaker(rng)
  const pairs = 2000
  console.log(
    '\nnear-duplicates that share a band (words or characters changed), and the same for the template',
  )
  for (const [name, make, join] of [
    ['English, 120 words', () => speaker.english(120).split(' '), ' '],
    ['English, 25 words', () => speaker.english(25).split(' '), ' '],
    ['Chinese, 120 characters', () => [...speaker.chinese(120)], ''],
  ] as const) {
    for (const changed of [0, 0.02, 0.05, 0.1, 1]) {
      const lines: string[] = []
      for (let i = 0; i < pairs; i++) {
        const words = make()
        const other = changed === 1 ? make() : words.map(word => (rng() < changed ? pick(rng, make()) : word))
        for (const [side, text] of [words.join(join), other.join(join)].entries())
          lines.push(JSON.stringify(message(`${name}-${changed}-${i}-${side}`, text, randomInt(rng, 0, 9))))
      }
      await ingestLines(store, key, lines, `${name} ${changed}`, Date.now())
      const [found] = await store.rows(
        {
          name: 'bench/recall',
          sql: `SELECT
              avg(hasAny(a.bands, b.bands)) AS bands,
              avg(bitCount(bitXor(a.simhash, b.simhash)) <= 12) AS simhash,
              avg(a.template = b.template) AS template
            FROM exchanges AS a INNER JOIN exchanges AS b ON concat(substring(a.id, 1, length(a.id) - 1), '1') = b.id
            WHERE startsWith(a.id, {prefix:String}) AND endsWith(a.id, '-0')`,
          params: z.object({ prefix: z.string() }),
          row: z.object({ bands: z.number(), simhash: z.number(), template: z.number() }),
        },
        { prefix: `${name}-${changed}-` },
      )
      const share = (value: number | undefined) => `${((value ?? 0) * 100).toFixed(2).padStart(7)} %`
      const what = changed === 1 ? 'strangers' : `${changed * 100} % changed`
      console.log(
        `${name.padEnd(26)} ${what.padEnd(14)} bands ${share(found?.bands)}  sim-hash ${share(found?.simhash)}  template ${share(found?.template)}`,
      )
    }
  }
}

function message(id: string, content: string, minute: number) {
  const time = Date.UTC(2026, 0, 1) + minute * 60_000
  return { id, time, account: 'bench', model: 'large', request: { messages: [{ role: 'user', content }] } }
}
