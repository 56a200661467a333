/** What members say openly of themselves, and whether anything bears it out: a company's name is typed in a second. */
import type { Evidence } from '../model/finding.ts'
import type { Facts, Population } from './population.ts'

/** From none at `from` to all at `to`. */
export const rise = (x: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (x - from) / (to - from)))

/** Half of a hired vendor's people name their employer; of fifty campaigns, one at most would. */
const openMost = Math.log(50)

/** From this share of named members on, what they say of themselves explains the whole group. */
const namedLeast = 0.2

const isVerified = ({ kyc }: Facts): boolean => /^(true|verified|full|passed|yes|business|enhanced)/.test(kyc)
const isInvoiced = ({ payment_kind }: Facts): boolean => /invoice|contract/.test(payment_kind)
/** Sold to anybody, by the hundred. */
const isBought = ({ payment_kind }: Facts): boolean => /prepaid|virtual/.test(payment_kind)

/** Registries give these to schools alone (EDUCAUSE; `ac` and `edu` under a country's domain). */
const restricted = /\.edu$|\.(edu|ac)\.[a-z]{2}$/

/** Members by what `of` says of each, where that is anything. */
function counts(list: readonly Facts[], of: (facts: Facts) => string): Map<string, number> {
  const found = new Map<string, number>()
  for (const facts of list) {
    const value = of(facts)
    if (value) found.set(value, (found.get(value) ?? 0) + 1)
  }
  return found
}

const domains = new WeakMap<Population['facts'], Map<string, number>>()

/** Accounts under each mail domain, counted once a look. */
function accountsUnder(population: Population): Map<string, number> {
  const known =
    domains.get(population.facts) ??
    counts(
      population.facts.flatMap(facts => facts ?? []),
      facts => facts.email_domain,
    )
  domains.set(population.facts, known)
  return known
}

/** Mail domains under which three members are, and of whose accounts in all the world most are members. */
function ownDomains(list: readonly Facts[], population: Population): Set<string> {
  const everywhere = accountsUnder(population)
  return new Set(
    [...counts(list, facts => facts.email_domain)].flatMap(([domain, inside]) =>
      inside >= 3 && 2 * inside >= (everywhere.get(domain) ?? 0) ? [domain] : [],
    ),
  )
}

/** Whether most members have their mail under one domain of their own, which is no disposable one, and pay under their names. */
export function workDomain(members: readonly number[], population: Population): boolean {
  const list = members.flatMap(i => population.facts[i] ?? [])
  const own = ownDomains(list, population)
  const under = list.filter(
    facts => own.has(facts.email_domain) && facts.public_mail === 0 && !isBought(facts),
  )
  const [largest = 0] = [...counts(under, facts => facts.email_domain).values()].sort((a, b) => b - a)
  return 2 * largest >= members.length
}

/**
 * Members who name an organisation that others name too, and for whom something stands that money cannot buy in a minute: a
 * contract, a verified identity, mail under a domain of theirs, or one card under a name for several of them.
 */
function borneOut(list: readonly Facts[], population: Population): number {
  const named = counts(list, facts => facts.organization)
  const saying = list.filter(facts => (named.get(facts.organization) ?? 0) >= 3)
  const own = ownDomains(saying, population)
  const cards = counts(saying, facts => (isBought(facts) ? '' : facts.payment_instrument))
  return saying.filter(
    facts =>
      // What the provider does not hold speaks neither way.
      (facts.email_domain === '' && facts.payment_kind === '' && facts.kyc === '') ||
      isInvoiced(facts) ||
      isVerified(facts) ||
      (own.has(facts.email_domain) && facts.public_mail === 0) ||
      (cards.get(isBought(facts) ? '' : facts.payment_instrument) ?? 0) >= 3,
  ).length
}

/** What members say of themselves explains openly what they share. */
export function openExplanation(members: readonly number[], population: Population): Evidence[] {
  const list = members.flatMap(i => population.facts[i] ?? [])
  const share = (of: (facts: Facts) => boolean): number => list.filter(of).length / members.length
  // Two vendors that grade alike are found as one group and are as open as each of them.
  const belong = borneOut(list, population) / members.length
  const found: Evidence[] = []
  if (belong > namedLeast)
    found.push({
      signal: 'open-organisation',
      family: 'sign-up',
      weight: Number((-openMost * rise(belong, namedLeast, 0.5)).toFixed(2)),
      detail: `${(100 * belong).toFixed(0)} % of members openly belong to an organisation that others of them name too and that something bears out`,
    })
  const network =
    members.filter(i => population.traffic[i]?.network_kind === 'education').length / members.length
  const campus = Math.max(
    network,
    share(facts => restricted.test(facts.email_domain)),
  )
  if (campus >= 0.5)
    found.push({
      signal: 'open-campus',
      family: 'network',
      weight: -2,
      detail: `${(100 * campus).toFixed(0)} % of members work from a campus network or have a school's mail`,
    })
  const verified = share(isVerified)
  if (verified >= 0.5)
    found.push({
      signal: 'open-verified',
      family: 'sign-up',
      weight: -2,
      detail: `${(100 * verified).toFixed(0)} % of members have a verified identity`,
    })
  const invoiced = share(isInvoiced)
  if (invoiced >= 0.5)
    found.push({
      signal: 'open-invoice',
      family: 'money',
      weight: -2,
      detail: `${(100 * invoiced).toFixed(0)} % of members are billed by invoice`,
    })
  return found
}
