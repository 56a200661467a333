/** The batch story in order: block → link → group → test → name. Same data, same version, same answer. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { firstFlagged } from '../findings/read.ts'
import { saveRun } from '../findings/save.ts'
import type { Finding, Member, Run } from '../model/finding.ts'
import { defineQuery } from '../query.ts'
import { attributeSignals } from '../signals/index.ts'
import { nearDuplicate } from '../signals/near-duplicate.ts'
import { type AttributeSignal, type Origin, windowSchema } from '../signals/signal.ts'
import { sigmoid } from '../stats/special.ts'
import type { Store } from '../store/store.ts'
import { version } from '../version.ts'
import { block, readShared, type SharedValue } from './block.ts'
import { askCandidates, type CandidateFacts } from './candidates.ts'
import { answersGiven, readTraits } from './conduct.ts'
import { readEarlier, readLedger, saveLedger } from './earlier.ts'
import { group, type Tie } from './group.ts'
import { ancestorsOf, identify } from './identity.ts'
import { kinTies } from './kin.ts'
import { type Asked, judge } from './ledger.ts'
import { link } from './link.ts'
import { Memory, type Slow } from './memory.ts'
import { movers } from './movers.ts'
import { describeFinding } from './name.ts'
import { type Population, readPopulation } from './population.ts'
import { primaries, StratumCounts } from './primary.ts'
import { type Programme, programmes } from './programme.ts'
import { measureConduct, type PurposeTest, testPurpose } from './purpose.ts'
import { type Membership, reasonInWords, refine, vouch } from './refine.ts'
import { readRhythms, rhythmValues } from './rhythm.ts'
import { type HandTest, testSameHand } from './same-hand.ts'
import { eachSetOnce, forHours, seed as seedGroups } from './seed.ts'
import { compare, engineTime } from './standing.ts'
import type { Witnesses } from './testimony.ts'

export interface DetectOptions {
  /** Event time up to which traffic is read, RFC 3339; default: the latest exchange. */
  asOf?: string
  /** Promised share of false campaigns among those named. */
  falseCampaigns?: number
  /** Promised share of strangers among the members of a campaign. */
  falseMembers?: number
  seed?: number
  /** What an earlier look of the same store left; a look without it reads and weighs everything. */
  memory?: Memory
  /** Told of each finished stage, with its milliseconds as the caller's clock has them. */
  onStage?: (stage: string, detail: string) => void
}

const sourcesQuery = defineQuery(new URL('./sources.sql', import.meta.url), {
  params: windowSchema,
  row: z.object({
    exchanges: z.coerce.number(),
    latest: z.coerce.number(),
    addresses: z.coerce.number(),
    networks: z.coerce.number(),
    clients: z.coerce.number(),
    sketches: z.coerce.number(),
    tokens: z.coerce.number(),
    conversations: z.coerce.number(),
    facts: z.string(),
  }),
})

type Sources = z.infer<typeof sourcesQuery.row>

/** Nats of common movement from which a value's holders are sorted by it: a bet of twenty to one. */
const movesLeast = 3

/** Later than any exchange ingest accepts. */
const endOfTime = '2200-01-01 00:00:00.000'
const iso = (ms: number): string => new Date(ms).toISOString()

/** A candidate after refinement, with the answers to both questions. */
export interface Tested {
  readonly members: readonly Membership[]
  readonly hand: HandTest
  readonly purpose: PurposeTest
  readonly facts: CandidateFacts
}

/** What a programme goes on with: the finding that its largest part is. */
function largestPart({ parts }: Programme, asked: readonly Asked[]): string {
  return parts.map(g => asked[g] as Asked).reduce((a, b) => (b.exchanges > a.exchanges ? b : a)).id
}

/** Which signals could have seen an account at all: what is missing speaks neither way. */
function sourcesOf(population: Population): (account: number) => ReadonlySet<AttributeSignal> {
  const usage = new Set(attributeSignals.filter(signal => !['money', 'sign-up'].includes(signal.family)))
  const all = new Set(attributeSignals)
  return account => (population.facts[account] ? all : usage)
}

/** Hours, and messages that resemble each other: the two that cost most to read. */
async function readSlow(store: Store, until: string, population: Population, seed: number): Promise<Slow> {
  const rhythms = await readRhythms(store, { until }, population, seed)
  const similar = await readShared(store, { until }, population, nearDuplicate)
  return {
    rhythms,
    timed: rhythmValues(rhythms, seed),
    shared: new Map([[nearDuplicate.id, similar]]),
  }
}

/**
 * Finds campaigns in what has been ingested up to `asOf` and stores them.
 * @returns the run's summary; findings are read back through `findings/read.ts`
 */
export async function detect(store: Store, options: DetectOptions = {}): Promise<Run> {
  const { falseCampaigns = 0.01, falseMembers = 0.001, seed = 1, onStage = () => undefined } = options
  const latest = options.asOf === undefined ? endOfTime : engineTime(Date.parse(options.asOf))
  const sources = (await store.rows(sourcesQuery, { until: latest }))[0] as Sources
  const asOf = options.asOf === undefined ? sources.latest : Date.parse(options.asOf)
  // What comes while a look is at work is for the next one.
  const until = options.memory ? engineTime(asOf) : latest
  const { memory = new Memory() } = options
  const { upto, news } = await compare(store, memory.upto, asOf, sources.facts)
  memory.upto = undefined
  const population = await readPopulation(store, { until }, memory.census, news)
  onStage('population', `${population.size} accounts, ${sources.exchanges} exchanges`)
  const earlier = await readEarlier(store, asOf)
  const earlierOf = new Map(earlier.map(one => [one.id, one.accounts]))
  const ledger = await readLedger(store, asOf)

  const recalled = memory.recall(sources.exchanges, asOf, population)
  const slow = recalled ?? (await readSlow(store, until, population, seed))
  if (!recalled) memory.keep(sources.exchanges, asOf, slow)
  // A look that rests on an earlier one may see less than a full look at the same traffic: they are two runs.
  const seen = [version, sources, population.size, memory.base, seed, falseCampaigns, falseMembers]
  const digest = createHash('sha256').update(JSON.stringify(seen)).digest('hex')
  const runId = `${iso(asOf)}-${digest.slice(0, 8)}`
  const { rhythms, timed } = slow
  onStage(
    'rhythm',
    `${rhythms.accountOf.length} accounts × ${rhythms.hours} hours, ${timed.length} components stand out`,
  )
  const kept = news && (await memory.holdings.advance(store, news, population, attributeSignals))
  const counted = new Map([...slow.shared, ...(kept ?? [])])
  const blocks = await block(store, { until }, population, attributeSignals, timed, counted)
  const again = options.memory && { store, until }
  await memory.holdings.keep(blocks.values, attributeSignals, counted, population, again)
  onStage('block', `${blocks.values.length} shared values`)
  const { links, pairs } = link(blocks, population)
  onStage('link', `${links.length} links among ${pairs} pairs`)
  const primary = primaries(blocks, population, [
    ...attributeSignals,
    ...new Set(timed.map(value => value.signal)),
  ])
  const witnesses: Witnesses = {
    primary,
    blocks,
    population,
    rhythms,
    counts: new StratumCounts(blocks, population),
  }
  const { seeds, tried } = seedGroups(witnesses, options.memory?.said)
  onStage('seed', `${seeds.length} values among ${tried} whose holders agree on more`)
  const kin = kinTies(witnesses)
  onStage('kin', `${kin.ties.length} circles of like use, among ${kin.tried}, agree on more`)
  const originOf = (v: number): Origin => (blocks.values[v] as SharedValue).signal.origin
  const proposed = eachSetOnce(seeds)
  const timedSets = forHours(proposed.filter(one => (one.byOrigin.get('timing') ?? 0) >= movesLeast))
  const ties: Tie[] = [
    ...proposed.map(one => ({
      holders: one.holders,
      nats: one.nats,
      origins: new Set([originOf(one.value)]),
      ...(timedSets.has(one) && { movers: movers(one.holders, rhythms) }),
    })),
    ...links.map(one => ({
      holders: one.holders,
      nats: one.surprise,
      origins: new Set([originOf(one.first), originOf(one.second)]),
    })),
    ...kin.ties,
  ]
  const scales = { blocks, population, rhythms, sources: sourcesOf(population) }
  const groups = group(
    ties,
    primary,
    blocks,
    population,
    rhythms,
    {
      score: (members, elsewhere) => refine(members, elsewhere, scales, falseMembers),
      vouch: (rest, asked, elsewhere) => vouch(rest, asked, elsewhere, scales),
    },
    memory.settled,
  )
  onStage(
    'group',
    `${groups.length} groups of ${groups.reduce((n, members) => n + members.length, 0)} accounts`,
  )

  const tallies = await memory.tallies.read(store, asOf, population, news)
  memory.upto = upto
  const traits = await readTraits(store, until, population, tallies)
  const suspects = new Set(groups.flatMap(members => members.map(member => member.account)))
  const conduct = measureConduct(traits, answersGiven(tallies, population.size), suspects, population)
  const found = { links, pairs, seeds, circles: kin.ties }
  const askBoth = async (
    question: string,
    candidates: readonly (readonly Membership[])[],
    oneHand: (candidate: number) => number,
  ): Promise<Tested[]> => {
    const accounts = candidates.map(members => members.map(member => member.account))
    const facts = await askCandidates(store, question, until, accounts, population, tallies)
    return candidates.map((members, c) => {
      const inside = accounts[c] as number[]
      const apart = testSameHand(inside, found, witnesses)
      const hand = { ...apart, nats: Math.max(apart.nats, oneHand(c)) }
      const own = facts[c] as CandidateFacts
      const purpose = testPurpose(inside, traits, conduct, suspects, hand, population, own)
      return { members, hand, purpose, facts: own }
    })
  }
  const accountsOf = (members: readonly Membership[]): string[] =>
    members.map(({ account }) => population.traffic[account]?.account ?? '')
  const asHypothesis = (id: string, one: Tested, continues = id): Asked => {
    const inside = earlierOf.get(continues)
    const accounts = accountsOf(one.members)
    const exchanges = one.members.map(({ account }) => population.traffic[account]?.exchanges ?? 0)
    return {
      id,
      exchanges: exchanges.reduce((a, b) => a + b, 0),
      hand: one.hand.nats,
      purpose: one.purpose.nats,
      known: accounts.filter(account => inside?.has(account)).length / accounts.length,
    }
  }
  const alone = await askBoth(runId, groups, () => 0)
  const continued = identify(groups.map(accountsOf), earlier)
  const askedAlone = alone.map((one, g) => asHypothesis(continued[g]?.id ?? '', one))
  const first = judge(askedAlone, ledger, falseCampaigns)
  const guilty = new Set(askedAlone.flatMap(({ id }, g) => (first.named.has(id) ? [g] : [])))
  const rest = programmes(groups, guilty, seeds, witnesses)
  const together = await askBoth(
    `${runId}/together`,
    rest.map(one => one.members),
    c => rest[c]?.nats ?? 0,
  )
  const askedTogether = together.map((one, c) => {
    const largest = largestPart(rest[c] as Programme, askedAlone)
    return asHypothesis(`${largest}+`, one, largest)
  })
  const verdicts = judge([...askedAlone, ...askedTogether], ledger, falseCampaigns)
  const isNamed = (one: Asked | undefined): boolean => one !== undefined && verdicts.named.has(one.id)
  // A programme that is named stands for its parts; one that is not is no group either.
  const parts = new Set(rest.flatMap((one, c) => (isNamed(askedTogether[c]) ? one.parts : [])))
  const standing = [
    ...alone.map((one, g) => ({ one, asked: askedAlone[g] as Asked, stands: !parts.has(g) })),
    ...together.map((one, c) => ({
      one,
      asked: askedTogether[c] as Asked,
      stands: isNamed(askedTogether[c]),
    })),
  ].filter(({ stands }) => stands)
  const tested = standing.map(({ one }) => one)
  const accepted = new Set(standing.flatMap(({ asked }, g) => (isNamed(asked) ? [g] : [])))
  const eValues = standing.map(({ asked }) => verdicts.standing(asked))
  onStage('test', `${alone.length} groups and ${together.length} programmes asked both questions`)

  const names = identify(
    tested.map(one => accountsOf(one.members)),
    earlier,
  )
  const sinceOf = await firstFlagged(store, iso(asOf))

  const findings: Finding[] = []
  const membersByFinding = new Map<string, Member[]>()
  tested.forEach((one, g) => {
    const kind = accepted.has(g) ? 'campaign' : 'group'
    const id = names[g]?.id ?? ''
    const members = one.members.map((member): Member => {
      const traffic = population.traffic[member.account]
      const account = traffic?.account ?? ''
      return {
        account,
        probability: Number(member.probability.toFixed(6)),
        since: iso(Math.min(asOf, (kind === 'campaign' && sinceOf.get(account)) || asOf)),
        measure: kind === 'campaign' ? 'watch' : 'none',
        exchanges: traffic?.exchanges ?? 0,
        first: iso(traffic?.first ?? 0),
        last: iso(traffic?.last ?? 0),
        evidence: member.reasons.map(reason => reasonInWords(reason, population.size - one.members.length)),
      }
    })
    membersByFinding.set(id, members)
    findings.push(
      describeFinding({
        id,
        kind,
        lineage: ancestorsOf(names[g], iso(asOf)),
        tested: one,
        population,
        eNats: eValues[g] as number,
        asked: verdicts.hypotheses,
        confidence: sigmoid(
          (eValues[g] as number) - Math.log(1 / falseCampaigns - 1) + Math.log(1 / falseCampaigns - 1) / 2,
        ),
        falseCampaigns,
        since: members.reduce((least, member) => (member.since < least ? member.since : least), iso(asOf)),
      }),
    )
  })

  const of = (known: number): number => (sources.exchanges > 0 ? known / sources.exchanges : 0)
  const run: Run = {
    run: runId,
    as_of: iso(asOf),
    version,
    exchanges: sources.exchanges,
    accounts: population.size,
    campaigns: accepted.size,
    groups: findings.length - accepted.size,
    members: findings.filter(f => f.kind === 'campaign').reduce((n, f) => n + f.accounts, 0),
    false_discovery_rate: falseCampaigns,
    sources: [
      {
        source: 'accounts',
        coverage: population.size > 0 ? population.knownAccounts / population.size : 0,
        note: 'accounts with traffic that the account table knows',
      },
      { source: 'addresses', coverage: of(sources.addresses), note: 'exchanges with a client address' },
      { source: 'networks', coverage: of(sources.networks), note: 'exchanges whose network is known' },
      {
        source: 'clients',
        coverage: of(sources.clients),
        note: 'exchanges with TLS fingerprint or user agent',
      },
      { source: 'content', coverage: of(sources.sketches), note: 'exchanges with a sketch of their text' },
      { source: 'tokens', coverage: of(sources.tokens), note: 'exchanges with token counts' },
      { source: 'conversations', coverage: of(sources.conversations), note: 'exchanges with a session id' },
    ],
    signals: [...attributeSignals, ...new Set(timed.map(value => value.signal))].map(signal => ({
      signal: signal.id,
      family: signal.family,
      rows: blocks.values.filter(value => value.signal === signal).length,
    })),
  }
  await saveLedger(store, runId, asOf, verdicts.bets)
  await saveRun(store, run, findings, membersByFinding)
  onStage('save', `${run.campaigns} campaigns, ${run.groups} groups left alone`)
  return run
}
