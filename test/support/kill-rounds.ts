/** Kills a service under load, again and again, and sends again what was not acknowledged: as an honest client does. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Rng, randomInt } from '../../src/rng.ts'
import { openStore } from '../../src/store/open.ts'

export interface KillReport {
  acknowledged: number
  /** Acknowledged and not there. */
  lost: number
  /** There more than once. */
  doubled: number
}

const linesPerBody = 20
const senders = 4

/** Needs the folder of a store; `rng` says when to kill. */
export async function killRounds(data: string, rounds: number, rng: Rng): Promise<KillReport> {
  const acknowledged = new Set<string>()
  const unsure: string[] = []
  let bodies = 0
  const next = (): string => unsure.shift() ?? `b${bodies++}`
  for (let round = 0; round < rounds; round++) {
    const child = await start(data)
    let isDead = false
    const sending = Array.from({ length: senders }, async () => {
      while (!isDead) {
        const body = next()
        const answer = await fetch(`${child.url}/v1/exchanges`, { method: 'POST', body: linesOf(body) })
          .then(async each => (each.ok && (await each.json()) !== undefined ? 'stored' : 'refused'))
          .catch(() => 'unsure')
        if (answer === 'stored') acknowledged.add(body)
        else unsure.push(body)
      }
    })
    // The first answer shows that batches flow; the kill falls anywhere into one of the next.
    const before = acknowledged.size
    while (acknowledged.size === before) await new Promise(resolve => setTimeout(resolve, 20))
    await new Promise(resolve => setTimeout(resolve, randomInt(rng, 0, 1500)))
    child.kill()
    isDead = true
    await Promise.all(sending)
    await child.gone
  }
  return check(data, acknowledged)
}

function linesOf(body: string): string {
  return Array.from({ length: linesPerBody }, (_, i) =>
    JSON.stringify({ id: `${body}-${i}`, time: Date.UTC(2026, i % 2, 3), account: `a${i}`, model: 'm' }),
  ).join('\n')
}

async function start(data: string) {
  const entry = fileURLToPath(new URL('./live-child.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', entry, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  const [line] = await Promise.race([once(child.stdout, 'data'), gone.then(() => [Buffer.from('')])])
  return { url: String(line).trim(), kill: () => child.kill('SIGKILL'), gone }
}

async function check(data: string, acknowledged: ReadonlySet<string>): Promise<KillReport> {
  const store = await openStore({ data })
  try {
    const query = {
      name: 'test/kill',
      sql: "SELECT splitByChar('-', id)[1] AS body, count() AS n, uniqExact(id) AS ids FROM exchanges GROUP BY body",
      params: z.object({}),
      row: z.object({ body: z.string(), n: z.number(), ids: z.number() }),
    }
    const there = new Map((await store.rows(query, {})).map(row => [row.body, row]))
    const lost = [...acknowledged].filter(body => there.get(body)?.ids !== linesPerBody).length
    const doubled = [...there.values()].filter(({ n, ids }) => n !== ids).length
    return { acknowledged: acknowledged.size, lost, doubled }
  } finally {
    await store.close()
  }
}
