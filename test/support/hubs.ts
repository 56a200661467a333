/**
 * Strangers who share one thing each: an address, a TLS fingerprint, an SDK's default prompt, a campus, a card.
 * All else is their own. Among them runs one campaign that nobody could miss, to show that the detector is awake.
 */
import type { Account } from '../../src/model/account.ts'
import type { Exchange } from '../../src/model/exchange.ts'
import { makeRng, pick, type Rng, randomInt, randomNormal } from '../../src/rng.ts'
import { answer, ask, drawnTask, generated, ownWords, type Topic, topics } from './hub-text.ts'

export const hubSizes = { carrier: 3000, fingerprint: 10_000, sdk: 5000, campus: 2000, card: 60 } as const
/** Fewer would not be many. */
const leastHub = 60
export type Hub = keyof typeof hubSizes
export const hubs = Object.keys(hubSizes) as Hub[]

export interface HubWorldOptions {
  seed: number
  /** 1: the full sizes. Smaller worlds are for trying things out. */
  scale?: number
  /** Without it the same strangers remain, and nothing may be found at all. */
  campaign?: boolean
  /** The SDK's people all use it to make training data: its frame and their purpose are shared, their hands are not. */
  dataTool?: boolean
}

export interface HubWorld {
  accounts: Account[]
  /** Who belongs where: `hub` of an honest account, or 'campaign'. */
  labels: Map<string, Hub | 'campaign'>
  exchanges(): Generator<Exchange>
}

const dayMs = 86_400_000
const days = 14
const begin = Date.parse('2026-03-02T00:00:00Z')
const campaignAccounts = 120

/** Access networks of many countries, first two bytes: an address in them is one stranger's line. */
const lines = [
  '24.5',
  '73.12',
  '86.141',
  '79.44',
  '90.63',
  '84.112',
  '187.20',
  '121.130',
  '126.60',
  '58.96',
  '91.65',
  '5.56',
]
const agents = [
  'python-httpx',
  'node-fetch',
  'okhttp',
  'Mozilla/5.0 (X11)',
  'Mozilla/5.0 (Macintosh)',
  'Mozilla/5.0 (Windows NT 10.0)',
  'curl',
  'go-http-client',
]
const sdks = [
  '',
  'openai-python',
  'openai-node',
  'anthropic-python',
  'langchain',
  'litellm',
  'vercel-ai',
  'rest',
]
const mail = [
  'gmail.com',
  'outlook.com',
  'yahoo.com',
  'icloud.com',
  'proton.me',
  'gmx.de',
  'qq.com',
  '163.com',
  'orange.fr',
]
const given =
  'alex maria john wei fatima lucas sofia omar ines paul mei david nina carlos aisha tom yuki lea raj eva'.split(
    ' ',
  )
const family =
  'smith garcia chen rossi khan novak silva dubois tanaka weber ali kim lopez moreau ivanov jensen'.split(' ')
const models = ['large-2', 'large-2', 'small-2', 'mini-1']
const defaultPrompt = 'You are a helpful assistant. Answer the user as accurately and concisely as you can.'

interface Person {
  account: string
  hub: Hub
  makesData: boolean
  rng: Rng
  topics: Topic[]
  words: string[]
  exchanges: number
  hour: number
  spread: number
  restDays: number
  addresses: string[]
  client: { ja4: string; user_agent: string; sdk: string; timezone: string }
  model: string
  temperature: number | undefined
  maxTokens: number
  system: string | undefined
}

/** @example const world = hubWorld({ seed: 1 }); for (const exchange of world.exchanges()) … */
export function hubWorld(options: HubWorldOptions): HubWorld {
  const rng = makeRng(options.seed)
  const persons: Person[] = []
  const accounts: Account[] = []
  const labels: HubWorld['labels'] = new Map()
  for (const hub of hubs)
    for (let i = 0; i < Math.max(leastHub, Math.ceil(hubSizes[hub] * (options.scale ?? 1))); i++) {
      const person = stranger(options, hub, persons.length)
      persons.push(person)
      accounts.push(registration(person))
      labels.set(person.account, hub)
    }
  const members = options.campaign === false ? [] : campaignMembers(rng)
  for (const member of members) {
    accounts.push(member)
    labels.set(member.account, 'campaign')
  }
  return {
    accounts,
    labels,
    *exchanges() {
      for (const person of persons) yield* life(person)
      yield* drawing(options.seed, members)
    },
  }
}

function stranger({ seed, dataTool = false }: HubWorldOptions, hub: Hub, index: number): Person {
  const rng = makeRng(seed * 1_000_003 + index)
  const zone = randomInt(rng, -9, 11)
  const home = `${pick(rng, lines)}.${randomInt(rng, 0, 255)}.${randomInt(rng, 1, 254)}`
  return {
    account: `u${(index * 7919 + 100_003).toString(36)}${randomInt(rng, 0, 1295).toString(36)}`,
    hub,
    makesData: dataTool && hub === 'sdk',
    rng,
    topics: [pick(rng, topics), pick(rng, topics)],
    words: ownWords(rng),
    // Most ask little, a few a lot: median 5, one in a hundred above 40.
    exchanges: Math.max(1, Math.round(Math.exp(1.6 + 0.9 * randomNormal(rng)))),
    hour: (randomNormal(rng) * 4 + 14 - zone + 48) % 24,
    spread: 1.5 + rng() * 4,
    restDays: randomInt(rng, 0, 127),
    addresses: addressesOf(rng, hub, home),
    client: {
      // A few fingerprints are everybody's; the hub's is the commonest, also among people of other hubs.
      ja4: hub === 'fingerprint' || rng() < 0.3 ? 't13d1516h2_8daaf6152771_e5627efa2ab1' : fingerprint(rng),
      user_agent: `${pick(rng, agents)}/${randomInt(rng, 1, 140)}.${randomInt(rng, 0, 9)}`,
      sdk: hub === 'sdk' ? 'handy-sdk/3.1.0' : pick(rng, sdks),
      timezone: `UTC${zone < 0 ? '' : '+'}${zone}`,
    },
    model: pick(rng, models),
    temperature: rng() < 0.5 ? undefined : Math.round(rng() * 10) / 10,
    maxTokens: pick(rng, [256, 512, 1000, 1024, 2048, 4096, 8192]),
    system:
      hub === 'sdk'
        ? defaultPrompt
        : rng() < 0.3
          ? `You help me with ${pick(rng, ownWords(rng))}. ${ask(rng, 'advice', ownWords(rng))}`
          : undefined,
  }
}

function addressesOf(rng: Rng, hub: Hub, home: string): string[] {
  if (hub === 'carrier') return ['172.58.14.201']
  // A campus has a handful of gateways; people also work from home.
  if (hub === 'campus')
    return [`128.32.200.${randomInt(rng, 1, 4)}`, `128.32.200.${randomInt(rng, 1, 4)}`, home]
  return rng() < 0.7 ? [home] : [home, `172.59.${randomInt(rng, 0, 255)}.${randomInt(rng, 1, 254)}`]
}

/** Zipf over three hundred builds of clients. */
function fingerprint(rng: Rng): string {
  const build = Math.floor(300 ** rng())
  return `t13d${1000 + build}h2_${(build * 2654435761).toString(16).slice(-12).padStart(12, '0')}_${(build * 40503).toString(16)}`
}

function registration(person: Person): Account {
  const { rng, hub } = person
  const name = `${pick(rng, given)}${pick(rng, ['.', '_', '', '-'])}${pick(rng, family)}${rng() < 0.5 ? randomInt(rng, 1, 2010) : ''}`
  const domain =
    hub === 'campus'
      ? 'campus.example.edu'
      : hub === 'card'
        ? 'firm.example'
        : rng() < 0.15
          ? `${pick(rng, family)}-${randomInt(rng, 1, 9999)}.example`
          : pick(rng, mail)
  const country = pick(rng, ['US', 'DE', 'FR', 'BR', 'IN', 'JP', 'KR', 'GB', 'ID', 'IT', 'ES', 'CN'])
  return {
    account: person.account,
    created: new Date(begin - Math.floor(rng() ** 2 * 700 * dayMs)).toISOString(),
    email: `${name}@${domain}`,
    country,
    signup_ip: pick(rng, person.addresses),
    payment:
      hub === 'card'
        ? { kind: 'credit', bin: '412233', instrument: 'card-of-the-firm' }
        : {
            kind: rng() < 0.9 ? 'credit' : 'prepaid',
            bin: String(400_000 + Math.floor(500 ** rng())),
            instrument: `card-${person.account}`,
          },
    plan: pick(rng, ['free', 'payg', 'payg', 'team']),
    status: 'active',
  }
}

/** Days and hours of a person's own; a conversation has one to five turns. */
function* life(person: Person): Generator<Exchange> {
  const { rng } = person
  let left = person.exchanges
  while (left > 0) {
    const day = randomInt(rng, 0, days - 1)
    if ((person.restDays >> (day % 7)) & 1 && rng() < 0.8) continue
    const turns = Math.min(left, 1 + Math.floor(rng() ** 2 * 5))
    const conversation = `${person.account}-${randomInt(rng, 0, 2 ** 31).toString(36)}`
    let time = begin + day * dayMs + ((person.hour + randomNormal(rng) * person.spread + 48) % 24) * 3_600_000
    const address = pick(rng, person.addresses)
    const topic = pick(rng, person.topics)
    const messages: { role: string; content: string }[] = []
    for (let turn = 0; turn < turns; turn++) {
      const question = person.makesData ? generated(rng, person.words) : ask(rng, topic, person.words)
      const reply = answer(rng, person.makesData ? randomInt(rng, 120, 220) : randomInt(rng, 15, 90))
      messages.push({ role: 'user', content: question })
      yield exchangeOf(person, {
        conversation,
        turn,
        time: Math.floor(time),
        address,
        reply,
        messages: [...messages],
      })
      messages.push({ role: 'assistant', content: reply })
      time += (20 + rng() * 400) * 1000
    }
    left -= turns
  }
}

interface Moment {
  conversation: string
  turn: number
  time: number
  address: string
  reply: string
  messages: { role: string; content: string }[]
}

function exchangeOf(person: Person, at: Moment): Exchange {
  const characters = at.messages.reduce((sum, message) => sum + message.content.length, 0)
  return {
    id: `${at.conversation}-${at.turn}`,
    time: at.time,
    account: person.account,
    conversation: at.conversation,
    turn: at.turn,
    pathway: 'api',
    model: person.model,
    status: 200,
    duration_ms: at.reply.length * 9,
    client: { ip: at.address, ...person.client },
    usage: { input_tokens: Math.ceil(characters / 4), output_tokens: Math.ceil(at.reply.length / 4) },
    params: {
      max_tokens: person.maxTokens,
      ...(person.temperature === undefined ? {} : { temperature: person.temperature }),
    },
    request: { messages: at.messages, ...(person.system === undefined ? {} : { system: person.system }) },
    response: { text: at.reply, stop_reason: 'stop' },
  }
}

/** Opened within two days, paid from eight prepaid cards, mail of one throw-away shape. */
function campaignMembers(rng: Rng): Account[] {
  return Array.from({ length: campaignAccounts }, (_, i) => ({
    account: `k${(i * 104_729 + 50_021).toString(36)}`,
    created: new Date(begin - 9 * dayMs + Math.floor(rng() * 2 * dayMs)).toISOString(),
    email: `${pick(rng, given)}${randomInt(rng, 100_000, 999_999)}@mailinator.com`,
    country: pick(rng, ['US', 'DE', 'SG']),
    signup_ip: `45.77.${i % 3}.${randomInt(rng, 1, 6)}`,
    payment: { kind: 'prepaid', bin: '533985', instrument: `prepaid-${i % 8}` },
    plan: 'payg',
    status: 'active' as const,
  }))
}

/** One work queue, one controller that is on for six hours a day, forty rented addresses in rotation. */
function* drawing(seed: number, members: readonly Account[]): Generator<Exchange> {
  const rng = makeRng(seed ^ 0x5eed)
  let item = 0
  for (let day = 2; day < days - 1; day++)
    for (const member of members) {
      const session = randomInt(rng, 5, 8)
      for (let i = 0; i < session; i++) {
        const time = begin + day * dayMs + (2 + rng() * 6) * 3_600_000
        const question = drawnTask(item++)
        const reply = answer(rng, randomInt(rng, 150, 220))
        yield {
          id: `${member.account}-${day}-${i}`,
          time: Math.floor(time),
          account: member.account,
          conversation: `${member.account}-${day}-${i}`,
          turn: 0,
          pathway: 'api',
          model: 'large-2',
          status: 200,
          duration_ms: reply.length * 9,
          client: {
            ip: `45.77.${randomInt(rng, 0, 4)}.${randomInt(rng, 1, 8)}`,
            ja4: 't13d1715h1_5b57614c22b0_3d5424432f57',
            user_agent: 'python-requests/2.31',
            sdk: 'rest',
          },
          usage: { input_tokens: Math.ceil(question.length / 4), output_tokens: Math.ceil(reply.length / 4) },
          params: { max_tokens: 4096, temperature: 0.7 },
          request: { messages: [{ role: 'user', content: question }] },
          response: { text: reply, stop_reason: 'stop' },
        }
      }
    }
}
