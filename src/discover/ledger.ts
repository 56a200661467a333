/**
 * Ledger: who may be called a campaign at the promised rate, however often a deployment looks. A finding that keeps its id
 * is one hypothesis; each look bets against its two nulls from two purses that were filled once (ADR 0026).
 */
import { bet, type Capital } from '../stats/capital.ts'
import { eBenjaminiHochberg } from '../stats/evalues.ts'

export interface Hypothesis {
  /** Against strangers: bet at every look. */
  readonly hand: Capital
  /** Against an honest group: bet at those looks only at which strangers were excluded. */
  readonly purpose?: Capital
  /** Whether the look that bet last called it a campaign. */
  readonly named: boolean
}

/** A group as one look found it, with its two e-values (natural logs). */
export interface Asked {
  /** The finding it continues. */
  readonly id: string
  readonly exchanges: number
  readonly hand: number
  readonly purpose: number
  /** Share of its members who were in it already when it was last seen. */
  readonly known: number
}

/** However many campaigns are found beside it, each is named on a bet of at least five hundred to one. */
export const leastE = Math.log(500)

/** A campaign stays one while its members do and as long as twenty to one still speaks against an honest group. */
const mostlyKnown = 0.8
const stillE = Math.log(20)

export interface Verdicts {
  /** Ids of those called campaigns. */
  readonly named: ReadonlySet<string>
  /** Everything asked at this look, as the next one will find it. */
  readonly bets: ReadonlyMap<string, Hypothesis>
  /** How many were ever asked whether they are honest, and pay for each other. */
  readonly hypotheses: number
  /** Log e-value that a finding stands on: of this look, or of all looks together where that is more. */
  readonly standing: (one: Asked) => number
}

/** Null: strangers, or honest. An e-value for either of two nulls is the smaller of theirs. */
const wonBy = ({ hand, purpose }: Hypothesis): number =>
  purpose ? Math.min(hand.won, purpose.won) : hand.won

/**
 * Groups that strangers would explain are no question about purpose: filtering by the other test, which rests on other
 * traits, is independent (Bourgon et al. 2010), so the rest alone pay for each other, and so do all that were ever asked.
 * @param before what earlier looks bet, by id
 */
export function judge(
  asked: readonly Asked[],
  before: ReadonlyMap<string, Hypothesis>,
  falseCampaigns: number,
): Verdicts {
  const bets = new Map<string, Hypothesis>()
  for (const { id, exchanges, hand, purpose } of asked) {
    const known = before.get(id)
    const won = bet(known?.hand, hand, exchanges)
    const against = hand >= leastE ? bet(known?.purpose, purpose, exchanges) : known?.purpose
    bets.set(id, { hand: won, ...(against && { purpose: against }), named: false })
  }
  const all = new Map([...before, ...bets])
  const hypotheses = [...all].filter(([, one]) => one.purpose !== undefined)
  const now = new Map(asked.map(one => [one.id, one]))
  const eligible = hypotheses.filter(([id, one]) => {
    const here = now.get(id)
    if (!here) return one.named
    if (Math.min(here.hand, here.purpose) >= leastE) return true
    return (
      before.get(id)?.named === true && here.known >= mostlyKnown && here.purpose >= stillE && here.hand > 0
    )
  })
  const accepted = eBenjaminiHochberg(
    eligible.map(([, one]) => wonBy(one)),
    falseCampaigns,
    hypotheses.length,
  )
  const named = new Set(accepted.flatMap(k => eligible[k]?.[0] ?? []).filter(id => now.has(id)))
  for (const id of named) bets.set(id, { ...(bets.get(id) as Hypothesis), named: true })
  return {
    named,
    bets,
    hypotheses: hypotheses.length,
    standing: ({ id, hand, purpose }) =>
      Math.max(
        Math.min(hand, purpose),
        named.has(id) ? wonBy(bets.get(id) as Hypothesis) : Number.NEGATIVE_INFINITY,
      ),
  }
}
