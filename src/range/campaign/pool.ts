/** Opens a campaign's accounts: identity, money, client and address each as far disguised as the level says. */
import { pick, type Rng, randomInt } from '../../rng.ts'
import {
  type AddressBook,
  addressIn,
  carrierBook,
  cloudAddresses,
  drawAddress,
  fixedBook,
  homeBook,
  prefixOf,
} from '../addresses.ts'
import {
  agentClient,
  browserClient,
  type ClientIdentity,
  clientFragment,
  ja4Of,
  sdkClient,
} from '../clients.ts'
import { chance, namedRng, opaque, randomHex, randomLogNormal, weighted } from '../draw.ts'
import {
  bankBin,
  disposableDomains,
  firstNames,
  lastNames,
  mailName,
  makeAccount,
  virtualBin,
} from '../identity.ts'
import { networksOf } from '../networks.ts'
import { harnesses } from '../people/agents.ts'
import { drawPlace, type Place } from '../places.ts'
import { makeRhythm, type Rhythm } from '../rhythm.ts'
import type { AccountLine, Label, Member, World } from '../traffic.ts'
import type { Plan } from './plan.ts'

export interface Worker {
  readonly member: Member
  readonly key: string | undefined
  readonly fragment: string
  readonly rttMs: number
  readonly extraTlsMs: number
  readonly tellsConversation: boolean
  readonly addresses: AddressBook
  readonly pathway: string
  readonly pool: number
  readonly compartment: number
  readonly rhythm: Rhythm
  /** Steady appetite of this account against the others. */
  readonly share: number
  /** Shift or quota window this account works in, 0…1 of the cycle. */
  readonly phase: number
}

const pathwayNames = ['api', 'bedrock', 'vertex', 'azure', 'app'] as const

/** Ways into the network that the pool shares; each account draws its book from them. */
function makeAddressing(rng: Rng, world: World, plan: Plan): (own: Rng, place: Place) => AddressBook {
  switch (plan.addressing) {
    case 'one': {
      const shared = fixedBook(cloudAddresses(rng, randomInt(rng, 1, 2)))
      return () => shared
    }
    case 'range': {
      const [first = '3.128.0.9'] = cloudAddresses(rng, 1)
      const prefix = prefixOf(first)
      return own => fixedBook([`${prefix}.${randomInt(own, 2, 250)}`])
    }
    case 'exits': {
      const exits = cloudAddresses(rng, randomInt(rng, 4, 20))
      return own => fixedBook([pick(own, exits), pick(own, exits)])
    }
    case 'rotating': {
      // A new machine every so often, anywhere in two or three clouds.
      const clouds = Array.from({ length: randomInt(rng, 2, 3) }, () => pick(rng, networksOf('hosting')))
      const hoursEach = randomInt(rng, 1, 8)
      return own => {
        const seed = Math.floor(own() * 4294967296)
        return (_, hour) => {
          const draw = namedRng(seed, String(Math.floor(hour / hoursEach)))
          return addressIn(draw, pick(draw, pick(draw, clouds).v4))
        }
      }
    }
    case 'gateway':
      // A proxy seller's gateway: another home somewhere in the chosen countries for every session.
      return (_, place) => draw =>
        drawAddress(draw, chance(draw, 0.75) ? 'residential' : 'mobile', place.country)
    case 'residential':
      return (own, place) =>
        chance(own, 0.8) ? homeBook(own, place.country, 6) : carrierBook(own, world.seed, place.country)
    case 'homes':
      return (own, place) => homeBook(own, place.country, 25)
  }
}

function makeMail(rng: Rng, plan: Plan): (own: Rng, index: number) => string {
  const stem = `${pick(rng, firstNames)}${pick(rng, lastNames)}`.slice(0, randomInt(rng, 4, 9))
  const domain =
    plan.mail === 'own-domain'
      ? `${pick(rng, lastNames)}${randomHex(rng, 3)}.com`
      : pick(rng, ['gmail.com', 'outlook.com', 'hotmail.com'] as const)
  const style = randomInt(rng, 0, 2)
  const base = randomInt(rng, 10, 4000)
  return (own, index) => {
    if (plan.mail === 'human')
      return `${mailName(own)}@${pick(own, ['gmail.com', 'gmail.com', 'outlook.com', 'yahoo.com', 'icloud.com'] as const)}`
    if (plan.mail === 'disposable') return `${randomHex(own, 10)}@${pick(own, disposableDomains)}`
    if (style === 0) return `${stem}${base + index}@${domain}`
    if (style === 1)
      return `${pick(own, firstNames)}${pick(own, lastNames)}${randomInt(own, 1000, 9999)}@${domain}`
    return `${stem}+${base + index}@${domain}`
  }
}

type Payment = NonNullable<AccountLine['payment']>

function makePayments(rng: Rng, plan: Plan): (own: Rng, place: Place) => Payment {
  const cards = Array.from({ length: plan.cards }, () => ({
    kind: 'credit',
    bin: bankBin(rng, 'US'),
    instrument: `pm_${randomHex(rng, 16)}`,
  }))
  const bins = Array.from({ length: plan.bins }, () => virtualBin(randomInt(rng, 0, 29)))
  return (own, place) => {
    if (plan.pathways > 1 && chance(own, 0.35)) return { kind: 'credits' }
    const instrument = `pm_${randomHex(own, 16)}`
    if (cards.length > 0) return pick(own, cards)
    if (bins.length > 0) {
      const isBank = plan.level >= 4 && chance(own, 0.45)
      return isBank
        ? { kind: 'debit', bin: bankBin(own, place.country), instrument }
        : { kind: chance(own, 0.85) ? 'virtual' : 'prepaid', bin: pick(own, bins), instrument }
    }
    return { kind: chance(own, 0.85) ? 'debit' : 'virtual', bin: bankBin(own, place.country), instrument }
  }
}

function makeClients(rng: Rng, plan: Plan): (own: Rng, place: Place) => ClientIdentity {
  if (plan.clients === 0) {
    // A coding agent's client without its prompt would give itself away, unless the work is code.
    const agents = plan.desk.missions.some(([mission]) => mission === 'software') ? 0.5 : 0.12
    return (own, place) => {
      if (plan.pathways > 1 && chance(own, 0.2)) return browserClient(own, place)
      return chance(own, agents) ? agentClient(own, weighted(own, harnesses).product, place) : sdkClient(own)
    }
  }
  // Relay software sends a coding agent's user agent through its own TLS stack.
  const isRelay = plan.level >= 2
  const devices = Array.from({ length: plan.devices }, () => randomHex(rng, 32))
  const base = Array.from({ length: plan.clients }, () => {
    const client = sdkClient(rng)
    if (!isRelay) return client
    const agent = agentClient(rng, weighted(rng, harnesses).product, drawPlace(rng))
    return {
      ...agent,
      ja4: ja4Of(`go-relay/${randomInt(rng, 1, 6)}`, 't13d1312h2'),
      timezone: undefined,
      device: undefined,
    }
  })
  return own => {
    const client = pick(own, base)
    return devices.length === 0 ? client : { ...client, device: pick(own, devices) }
  }
}

/** Draws the whole pool. Accounts of one pool are opened in one burst, before the pool is first used. */
export function openPool(rng: Rng, world: World, plan: Plan, label: string): Worker[] {
  const addressOf = makeAddressing(rng, world, plan)
  const keyOf = (name: string, own: Rng): string =>
    `key_${opaque(world.seed, plan.keys === 0 ? `${name}/key` : `${label}/key/${randomInt(own, 1, plan.keys)}`)}`
  const mailOf = makeMail(rng, plan)
  const payOf = makePayments(rng, plan)
  const clientOf = makeClients(rng, plan)
  // Proxy sellers offer some countries; from level 4 on accounts look like customers from anywhere.
  const seats = Array.from({ length: plan.level >= 4 ? 12 : randomInt(rng, 2, 5) }, () => drawPlace(rng))
  const pathways = pathwayNames.slice(0, plan.pathways)
  // Start-up and education programmes hand out credits against a code.
  const programmes = Array.from({ length: randomInt(rng, 2, 5) }, () => `ref-${randomInt(rng, 0, 60)}`)
  // Sign-up is done by a few automated browsers, from level 4 on by one that fits each account.
  const browsers = seats.slice(0, randomInt(rng, 1, 3)).map(place => browserClient(rng, place))
  return Array.from({ length: plan.size }, (_, index) => {
    const name = `${label}/${index}`
    const own = world.rng(name)
    const place = pick(own, seats)
    const client = clientOf(own, place)
    const addresses = addressOf(own, place)
    const browser = plan.level >= 4 ? browserClient(own, place) : pick(own, browsers)
    const pool = index % plan.pools
    const opens = plan.startHour + ((plan.endHour - plan.startHour) * pool) / plan.pools
    const created =
      world.start + opens * 3_600_000 - (plan.agedDays + 0.1 + own() * plan.signupDays) * 86_400_000
    const line = makeAccount(own, world, name, place, {
      created,
      email: mailOf(own, index),
      payment: payOf(own, place),
      signupIp: addresses(own, 0),
      signupJa4: browser.ja4,
      signupUserAgent: browser.userAgent,
      signupDevice: plan.level <= 2 ? browser.device : `web_${randomHex(own, 20)}`,
      plan: 'paid',
    })
    if (line.payment?.kind === 'credits') line.referral = pick(own, programmes)
    const memberLabel: Label = {
      account: line.account,
      kind: 'campaign',
      group: label,
      campaign: label,
      level: plan.level,
      operator: plan.operator,
    }
    return {
      member: { line, label: memberLabel, exchanges: 0, extracting: 0 },
      key: client.pathway === 'app' ? undefined : keyOf(name, own),
      fragment: clientFragment(client),
      rttMs: client.rttMs,
      extraTlsMs: Math.max(client.extraTlsMs, plan.extraTlsMs * (0.7 + own() * 0.6)),
      tellsConversation: client.tellsConversation,
      addresses,
      pathway:
        client.pathway === 'app' ? 'app' : pathways.length > 1 ? pick(own, pathways.slice(0, 4)) : 'api',
      pool,
      compartment: index % plan.compartments,
      rhythm: makeRhythm(own, world, {
        shape: pick(own, ['office', 'evening', 'student', 'night'] as const),
        weekend: 0.9,
        offsetHours: place.offsetHours,
        daysActive: plan.level >= 8 ? 0.8 : 0.95,
        spread: 0.3,
      }),
      share: randomLogNormal(own, 1, plan.dispatch === 'even' ? 0.05 : 0.4),
      phase: own(),
    }
  })
}
