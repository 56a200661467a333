/**
 * Detection from scratch: seconds a stage and peak memory beside what was found, with the engine's time to only read
 * the same rows as the floor. Run: npx tsx bench/detect.bench.ts [exchanges] [accounts]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { detect } from '../src/discover/detect.ts'
import { campaignMembers } from '../src/findings/read.ts'
import { defineQuery } from '../src/query.ts'
import { openStore } from '../src/store/open.ts'

const exchanges = Number(process.argv[2] ?? 3_000_000)
const accounts = Number(process.argv[3] ?? 20_000)
const pool = Math.round(accounts / 40)
const days = 14
const row = z.unknown()
const count = z.number()
const makeExchanges = defineQuery(new URL('./detect-exchanges.sql', import.meta.url), {
  params: z.object({ exchanges: count, accounts: count, pool: count, days: count }),
  row,
})
const makeAccounts = defineQuery(new URL('./detect-accounts.sql', import.meta.url), {
  params: z.object({ accounts: count, pool: count }),
  row,
})
const floorQuery = {
  name: 'bench/floor',
  sql: 'SELECT toString(sum(cityHash64(account, time, ip, user_agent, system, template, opening, closing, item, bands, profile))) AS total FROM exchanges',
  params: z.object({}),
  row: z.object({ total: z.string() }),
}

const folder = await mkdtemp(join(tmpdir(), 'stillwatch-bench-'))
const store = await openStore({ data: folder })
try {
  await store.run(makeExchanges, { exchanges, accounts, pool, days })
  await store.run(makeAccounts, { accounts, pool })
  const started = performance.now()
  await store.rows(floorQuery, {})
  const floor = (performance.now() - started) / 1000
  console.log(`floor: the linking columns of every row read and hashed in ${floor.toFixed(2)} s`)
  const begun = performance.now()
  let last = begun
  const run = await detect(store, {
    onStage: (stage, detail) => {
      const now = performance.now()
      console.log(`${stage.padEnd(11)} ${((now - last) / 1000).toFixed(2).padStart(8)} s  ${detail}`)
      last = now
    },
  })
  const seconds = (performance.now() - begun) / 1000
  let found = 0
  let strangers = 0
  for await (const { member } of campaignMembers(store)) {
    if (Number(member.account.slice(5)) >= accounts) found++
    else strangers++
  }
  console.log(
    `detect ${exchanges} exchanges, ${run.accounts} accounts: ${seconds.toFixed(1)} s (${(seconds / floor).toFixed(0)} × floor), ` +
      `peak ${(process.resourceUsage().maxRSS / 1024 / 1024).toFixed(2)} GiB; ` +
      `${run.campaigns} campaigns, recall ${((100 * found) / pool).toFixed(1)} %, strangers ${strangers}`,
  )
} finally {
  await store.close()
  await rm(folder, { recursive: true, force: true })
}
