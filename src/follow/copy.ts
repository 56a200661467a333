/**
 * What is known, as lines: the copy that survives a restart, and what gateways are sent. A head names the format, an
 * end carries the number and SHA-256 of the lines before it; anything else is no copy and is not used.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AccountFacts } from '../decide/compile-policy.ts'
import type { Known, KnownContainment } from '../decide/known.ts'
import { origins } from '../decide/successor.ts'
import { limitsSchema, measureSchema, slowSchema, withholdable } from '../model/decision.ts'

const format = 1
/** Items a line: small enough that writing one does not hold up decisions. */
const itemsPerLine = 2_000

const weighed = z.array(z.tuple([z.string(), z.number()]))
const factsSchema = z.object({
  kyc: z.string(),
  plan: z.string(),
  country: z.string(),
  owner_country: z.string(),
  payment: z.string(),
  programme: z.string(),
  organization: z.string(),
  status: z.string(),
  age_days: z.number(),
})
const sketchValue = z.object({
  signal: z.string(),
  value: z.string(),
  origin: z.enum(origins),
  share: z.number(),
  honest: z.number(),
})
const containmentSchema = z.object({
  id: z.string(),
  campaign: z.string(),
  measure: measureSchema,
  mode: z.enum(['shadow', 'enforce']),
  until: z.number(),
  limits: limitsSchema,
  withhold: z.array(z.enum(withholdable)),
  room: z.number(),
})

const lineSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('head'), format: z.literal(format), version: z.string(), readAt: z.number() }),
  z.object({
    is: z.literal('campaigns'),
    items: z.array(
      z.object({ id: z.string(), confidence: z.number(), members: z.number(), state: z.string() }),
    ),
  }),
  z.object({ is: z.literal('members'), campaign: z.string(), accounts: weighed }),
  z.object({ is: z.literal('containment'), containment: containmentSchema }),
  z.object({ is: z.literal('held'), id: z.string(), accounts: weighed }),
  z.object({ is: z.literal('released'), items: z.array(z.tuple([z.string(), z.array(z.string())])) }),
  z.object({ is: z.literal('allowed'), accounts: z.array(z.string()), keys: z.array(z.string()) }),
  z.object({ is: z.literal('facts'), facts: factsSchema, accounts: z.array(z.string()) }),
  z.object({ is: z.literal('persons'), items: z.array(z.array(z.string())) }),
  z.object({ is: z.literal('models'), items: z.array(z.string()) }),
  z.object({
    is: z.literal('matching'),
    inflation: z.number(),
    honest: z.number(),
    linked: z.number(),
    settled: z.string(),
  }),
  z.object({
    is: z.literal('sketch'),
    campaign: z.string(),
    values: z.array(sketchValue),
    honestScores: z.array(z.array(z.number())),
  }),
  z.object({
    is: z.literal('successors'),
    items: z.array(
      z.object({
        account: z.string(),
        campaign: z.string(),
        probability: z.number(),
        exchanges: z.number(),
        reasons: z.array(z.string()),
      }),
    ),
  }),
  z.object({
    is: z.literal('probe'),
    probe: z.object({
      id: z.string(),
      campaign: z.string(),
      slow: slowSchema.omit({ probe: true }),
      on: z.array(z.tuple([z.number(), z.number()])),
      accounts: z.array(z.string()),
    }),
  }),
  z.object({ is: z.literal('end'), lines: z.number(), sha256: z.string() }),
])
type Line = z.infer<typeof lineSchema>

/** The lines of a copy, without line ends. */
export function* encodeKnown(known: Known): Generator<string> {
  const hash = createHash('sha256')
  let lines = 0
  for (const line of linesOf(known)) {
    const text = JSON.stringify(line)
    hash.update(text).update('\n')
    lines++
    yield text
  }
  yield JSON.stringify({ is: 'end', lines, sha256: hash.digest('hex') } satisfies Line)
}

function* linesOf(known: Known): Generator<Line> {
  const { version, readAt, matching, allowed } = known
  yield { is: 'head', format, version, readAt }
  for (const items of pieces(known.campaigns)) yield { is: 'campaigns', items }
  for (const { campaign, accounts } of known.members)
    for (const some of pieces([...accounts])) yield { is: 'members', campaign, accounts: some }
  for (const { accounts, ...one } of known.containments) {
    const containment = containmentSchema.parse(one)
    yield { is: 'containment', containment }
    for (const some of pieces([...accounts])) yield { is: 'held', id: one.id, accounts: some }
  }
  for (const items of pieces(known.released))
    yield { is: 'released', items: items.map(([account, from]) => [account, [...from]]) }
  for (const accounts of pieces(allowed.accounts)) yield { is: 'allowed', accounts, keys: [] }
  for (const keys of pieces(allowed.keys)) yield { is: 'allowed', accounts: [], keys }
  for (const { facts, accounts } of known.facts)
    for (const some of pieces(accounts)) yield { is: 'facts', facts, accounts: some }
  for (const items of pieces(known.persons)) yield { is: 'persons', items: items.map(group => [...group]) }
  for (const items of pieces(known.models)) yield { is: 'models', items }
  if (matching !== undefined) {
    const { sketches, ...rest } = matching
    yield { is: 'matching', ...rest }
    for (const { campaign, values, honestScores } of sketches)
      for (const some of pieces(values))
        yield { is: 'sketch', campaign, values: some, honestScores: honestScores.map(own => [...own]) }
  }
  for (const items of pieces(known.successors))
    yield { is: 'successors', items: items.map(one => ({ ...one, reasons: [...one.reasons] })) }
  for (const { on, accounts, ...one } of known.probes) {
    const spans = on.map(([begin, end]): [number, number] => [begin, end])
    yield { is: 'probe', probe: { ...one, on: spans, accounts: [...accounts] } }
  }
}

function* pieces<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += itemsPerLine) yield items.slice(from, from + itemsPerLine)
}

/** Reads a copy back; undefined when it is cut off, damaged or of another format. */
export async function decodeKnown(
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<Known | undefined> {
  const hash = createHash('sha256')
  const parts: Line[] = []
  for await (const text of lines) {
    const parsed = lineSchema.safeParse(parseLine(text))
    if (!parsed.success) return undefined
    if (parsed.data.is === 'end') {
      const { lines: count, sha256 } = parsed.data
      return count === parts.length && sha256 === hash.digest('hex') ? assemble(parts) : undefined
    }
    hash.update(text).update('\n')
    parts.push(parsed.data)
  }
  return undefined
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const of = <K extends Line['is']>(lines: readonly Line[], is: K): Extract<Line, { is: K }>[] =>
  lines.filter((line): line is Extract<Line, { is: K }> => line.is === is)

function assemble(lines: readonly Line[]): Known | undefined {
  const [head] = of(lines, 'head')
  if (head === undefined) return undefined
  const members = new Map<string, [string, number][]>()
  for (const { campaign, accounts } of of(lines, 'members')) extend(members, campaign, accounts)
  const held = new Map<string, [string, number][]>()
  for (const { id, accounts } of of(lines, 'held')) extend(held, id, accounts)
  const facts = new Map<string, { facts: AccountFacts; accounts: string[] }>()
  for (const one of of(lines, 'facts')) {
    const key = JSON.stringify(one.facts)
    const known = facts.get(key)
    if (known === undefined) facts.set(key, { facts: one.facts, accounts: one.accounts })
    else for (const account of one.accounts) known.accounts.push(account)
  }
  const sketches = new Map<string, z.infer<typeof sketchValue>[]>()
  const scores = new Map<string, number[][]>()
  for (const { campaign, values, honestScores } of of(lines, 'sketch')) {
    extend(sketches, campaign, values)
    scores.set(campaign, honestScores)
  }
  const [matching] = of(lines, 'matching')
  const allowed = of(lines, 'allowed')
  return {
    version: head.version,
    readAt: head.readAt,
    campaigns: of(lines, 'campaigns').flatMap(line => line.items),
    members: [...members].map(([campaign, accounts]) => ({ campaign, accounts: new Map(accounts) })),
    containments: of(lines, 'containment').map(
      ({ containment }): KnownContainment => ({
        ...containment,
        accounts: new Map(held.get(containment.id) ?? []),
      }),
    ),
    released: of(lines, 'released').flatMap(line => line.items),
    allowed: {
      accounts: allowed.flatMap(line => line.accounts),
      keys: allowed.flatMap(line => line.keys),
    },
    facts: [...facts.values()],
    persons: of(lines, 'persons').flatMap(line => line.items),
    models: of(lines, 'models').flatMap(line => line.items),
    successors: of(lines, 'successors').flatMap(line => line.items),
    probes: of(lines, 'probe').map(line => line.probe),
    ...(matching && {
      matching: {
        inflation: matching.inflation,
        honest: matching.honest,
        linked: matching.linked,
        settled: matching.settled,
        sketches: [...sketches].map(([campaign, values]) => ({
          campaign,
          values,
          honestScores: scores.get(campaign) ?? [],
        })),
      },
    }),
  }
}

function extend<T>(lists: Map<string, T[]>, key: string, items: readonly T[]): void {
  const known = lists.get(key) ?? []
  for (const item of items) known.push(item)
  lists.set(key, known)
}
