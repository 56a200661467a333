/**
 * Public graphs beside the checkout: does our linkage find what a published tool finds in a coordinated operation, and
 * how fast; and what does a labelled review graph say of it. Left out with a reason where the data are not there.
 * Run: npx tsx bench/graphs.bench.ts [folder of the data]
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeRng } from '../src/rng.ts'
import { groupsOf } from './graphs/as-exchanges.ts'
import { linkHalves } from './graphs/halves.ts'
import { bursts, dealTimes, pairOf, readRetweets, sharedWithinWindow } from './graphs/retweets.ts'
import { auc, readReviews } from './graphs/reviews.ts'
import { densestBlock } from './peers/fraudar.ts'

const data = process.argv[2] ?? fileURLToPath(new URL('../../shared/data', import.meta.url))

function timed<T>(work: () => T): [T, string] {
  const began = performance.now()
  const result = work()
  return [result, `${((performance.now() - began) / 1000).toFixed(2)} s`]
}

const pairsOf = (groups: Iterable<ArrayLike<number>>): Set<string> => {
  const pairs = new Set<string>()
  for (const group of groups)
    for (let i = 0; i < group.length; i++)
      for (let j = i + 1; j < group.length; j++) pairs.add(pairOf(group[i] ?? 0, group[j] ?? 0))
  return pairs
}
const accountsOf = (pairs: Iterable<string>): Set<string> =>
  new Set([...pairs].flatMap(pair => pair.split(' ')))
const both = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter(each => other.has(each)).length
const mean = (values: readonly number[]): string =>
  (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(1)

async function retweets(folder: string): Promise<void> {
  const { acts, accounts, edges } = readRetweets(folder)
  console.log(
    `retweets: ${acts.length} by ${accounts} accounts; the tool joins ${edges.size} pairs of ${accountsOf(edges).size} accounts`,
  )
  const [rule, ruleTime] = timed(() => sharedWithinWindow(acts))
  const joined = new Set([...rule].filter(([, times]) => times >= 2).map(([pair]) => pair))
  console.log(
    `  its rule, here: ${both(joined, edges)} of its ${edges.size} pairs, ${joined.size - both(joined, edges)} others, in ${ruleTime}`,
  )
  const [ours, ourTime] = timed(() => linkHalves(accounts, bursts(acts), makeRng(1)))
  const linked = pairsOf(ours.links)
  console.log(
    `  our linkage: ${ours.links.length} links of ${accountsOf(linked).size} accounts in ${ourTime}; of the tool's ${edges.size} pairs ${both(edges, linked)}, of its ${accountsOf(edges).size} accounts ${both(accountsOf(edges), accountsOf(linked))}`,
  )
  const began = performance.now()
  const groups = await groupsOf(acts, accounts)
  const grouped = accountsOf(pairsOf(groups))
  console.log(
    `  all of detection, each share as a request for its object: ${groups.length} groups of ${grouped.size} accounts in ${((performance.now() - began) / 1000).toFixed(1)} s with ingest; of the tool's ${accountsOf(edges).size} accounts ${both(accountsOf(edges), grouped)}, of its pairs ${both(edges, pairsOf(groups))}`,
  )
  const chance = [1, 2, 3, 4, 5].map(seed => {
    const dealt = dealTimes(acts, makeRng(seed))
    const pairs = [...sharedWithinWindow(dealt).values()].filter(times => times >= 2).length
    return { pairs, links: linkHalves(accounts, bursts(dealt), makeRng(seed)).links.length }
  })
  console.log(
    `  with the times of each object dealt anew (5 times): the rule joins ${mean(chance.map(one => one.pairs))} pairs, our linkage has ${mean(chance.map(one => one.links))} links`,
  )
}

async function reviews(folder: string): Promise<void> {
  const { users, products, isFiltered } = readReviews(folder, makeRng(1))
  const share = (accounts: readonly number[]): string =>
    `${accounts.length} users, ${((100 * accounts.filter(user => isFiltered[user]).length) / Math.max(1, accounts.length)).toFixed(1)} % of them filtered`
  const all = Array.from({ length: users }, (_, i) => i)
  console.log(`reviews: ${products.length} products, ${share(all)}`)
  const [ours, ourTime] = timed(() => linkHalves(users, products, makeRng(1)))
  const linked = all.filter(user => (ours.nats[user] ?? 0) > 0)
  console.log(
    `  our linkage: ${ours.links.length} links, ${share(linked)}, area under the curve ${auc(ours.nats, isFiltered).toFixed(3)}, ${ourTime}`,
  )
  const [block, blockTime] = timed(() => densestBlock(users, products))
  console.log(`  FRAUDAR's first block: ${share(block.accounts)}, ${blockTime}`)
  const reviewsOf = new Float64Array(users)
  for (const reviewers of products) for (const user of reviewers) reviewsOf[user] = (reviewsOf[user] ?? 0) + 1
  console.log(
    `  users by how few reviews they wrote: area under the curve ${auc(
      reviewsOf.map(n => -n),
      isFiltered,
    ).toFixed(3)}`,
  )
}

for (const [name, run] of [
  ['graph-coortweet-a', retweets],
  ['graph-yelpchi', reviews],
] as const) {
  const folder = join(data, name)
  if (existsSync(folder)) await run(folder)
  else console.log(`${name} is left out: no folder ${folder}`)
}
