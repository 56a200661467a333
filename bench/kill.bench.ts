/**
 * Kills a service under load at random moments, starts it again, and counts what was acknowledged and is not there, and
 * what is there twice. Exit 1 unless both are none.
 * Run: npx tsx bench/kill.bench.ts [kills] [seed]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeRng } from '../src/rng.ts'
import { killRounds } from '../test/support/kill-rounds.ts'

const [kills = 20, seed = 7] = process.argv.slice(2).map(Number)
const folder = await mkdtemp(join(tmpdir(), 'stillwatch-kill-bench-'))
try {
  const { acknowledged, lost, doubled } = await killRounds(folder, kills, makeRng(seed))
  console.log(`${kills} kills: ${acknowledged} bodies of 20 acknowledged, ${lost} lost, ${doubled} doubled`)
  process.exitCode = acknowledged > 0 && lost + doubled === 0 ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
