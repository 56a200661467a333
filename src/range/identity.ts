/** Who an account says it is: creation, mail, phone, payment. Honest people too use new accounts and prepaid cards. */
import { pick, type Rng, randomInt } from '../rng.ts'
import { chance, namedRng, opaque, randomHex, randomRank, weighted } from './draw.ts'
import type { Place } from './places.ts'
import type { AccountLine, World } from './traffic.ts'

const dayMs = 86_400_000

export const firstNames =
  'anna|james|maria|wei|yuki|omar|ivan|lucia|tom|sofia|ravi|priya|chen|fatima|pedro|emma|noah|lena|kofi|amina|hugo|clara|minh|linh|jin|sara|david|olga|pavel|nora|diego|julia|marco|alice|ben|karim|leila|hana|kenji|tariq|grace|victor|ines|paula|samir|tanya|lukas|mei|arjun|zoe'.split(
    '|',
  )
export const lastNames =
  'smith|garcia|wang|tanaka|ivanov|khan|silva|nguyen|mueller|rossi|kim|patel|okafor|dubois|kowalski|haddad|lopez|jensen|brown|sato|petrov|ali|costa|tran|weber|ricci|park|sharma|mensah|martin|nowak|saleh|torres|berg|jones|ito|popov|hassan|rocha|pham|fischer|conti|choi|gupta|ndlovu|moreau'.split(
    '|',
  )
const nouns =
  'moon|pixel|river|tiger|code|music|photo|garden|coffee|storm|book|star|ocean|rocket|lemon|wolf|cloud|chess'.split(
    '|',
  )

const mailDomains = {
  CN: [
    ['qq.com', 6],
    ['163.com', 4],
    ['gmail.com', 2],
    ['outlook.com', 2],
  ],
  RU: [
    ['mail.ru', 3],
    ['yandex.ru', 5],
    ['gmail.com', 3],
  ],
  JP: [
    ['gmail.com', 5],
    ['yahoo.co.jp', 4],
    ['icloud.com', 2],
  ],
  DE: [
    ['gmail.com', 4],
    ['gmx.de', 3],
    ['web.de', 2],
    ['posteo.de', 1],
  ],
} as const satisfies Record<string, readonly (readonly [string, number])[]>
const mailAnywhere = [
  ['gmail.com', 12],
  ['outlook.com', 4],
  ['icloud.com', 3],
  ['yahoo.com', 2],
  ['proton.me', 1],
  ['hotmail.com', 2],
] as const
export const disposableDomains = [
  'mailinator.com',
  'guerrillamail.com',
  'yopmail.com',
  'sharklasers.com',
  'dispostable.com',
] as const

/** The local part of a person's address; people differ in style. */
export function mailName(rng: Rng): string {
  const first = pick(rng, firstNames)
  const last = pick(rng, lastNames)
  const style = rng()
  if (style < 0.25) return `${first}.${last}${chance(rng, 0.4) ? randomInt(rng, 1, 99) : ''}`
  if (style < 0.5) return `${first}${last}${chance(rng, 0.6) ? randomInt(rng, 1, 999) : ''}`
  if (style < 0.65) return `${first[0]}${last}${chance(rng, 0.5) ? randomInt(rng, 1, 99) : ''}`
  if (style < 0.78) return `${pick(rng, nouns)}${pick(rng, nouns)}${randomInt(rng, 1, 9999)}`
  if (style < 0.88) return `${first}_${pick(rng, nouns)}`
  if (style < 0.95) return `${first}${randomInt(rng, 1960, 2008)}`
  return `${last}-${first}`
}

function mailOf(rng: Rng, country: string): string {
  if (chance(rng, 0.012)) return `${mailName(rng)}@${pick(rng, disposableDomains)}`
  if (chance(rng, 0.06))
    return `${pick(rng, firstNames)}@${pick(rng, lastNames)}${pick(rng, nouns)}.${pick(rng, ['com', 'net', 'io', 'org'] as const)}`
  const domains: readonly (readonly [string, number])[] =
    country in mailDomains ? mailDomains[country as keyof typeof mailDomains] : mailAnywhere
  return `${mailName(rng)}@${weighted(rng, domains)}`
}

/** A bank's number range: a country has some 60 banks, a few of them large. */
export function bankBin(rng: Rng, country: string): string {
  const rank = randomRank(rng, 60, 2.5)
  return String(400000 + Math.floor(namedRng(7, `bin/${country}/${rank}`)() * 199999))
}
/** Virtual-card issuers serve the world with few ranges. */
export const virtualBin = (rank: number): string =>
  String(400000 + Math.floor(namedRng(11, `virtual/${rank}`)() * 199999))

export function honestPayment(rng: Rng, country: string): NonNullable<AccountLine['payment']> {
  const kind = weighted(rng, [
    ['credit', 62],
    ['debit', 27],
    ['prepaid', 4],
    ['virtual', 4],
    ['credits', 3],
  ] as const)
  if (kind === 'credits') return { kind }
  const bin =
    kind === 'virtual' || kind === 'prepaid' ? virtualBin(randomRank(rng, 30)) : bankBin(rng, country)
  return { kind, bin, instrument: `pm_${randomHex(rng, 16)}` }
}

/** Accounts are opened over the years, more of them lately, and some while the world runs. */
export function honestCreation(rng: Rng, world: World): number {
  const end = world.start + world.days * dayMs
  const draw = rng()
  if (draw < 0.05) return world.start + rng() * world.days * dayMs
  if (draw < 0.3) return world.start - rng() * 90 * dayMs
  return end - world.days * dayMs - rng() ** 1.3 * 1100 * dayMs
}

export const isoTime = (ms: number): string => new Date(Math.floor(ms)).toISOString()

export interface IdentityOptions {
  readonly created?: number
  readonly email?: string
  readonly payment?: AccountLine['payment'] | null
  readonly plan?: string
  readonly organization?: string
  readonly signupIp: string
  readonly signupJa4?: string | undefined
  readonly signupUserAgent?: string | undefined
  readonly signupDevice?: string | undefined
  readonly country?: string
}

/** The account as registered. `name` is unique in the world and never shown. */
export function makeAccount(
  rng: Rng,
  world: World,
  name: string,
  place: Place,
  options: IdentityOptions,
): AccountLine {
  const country = options.country ?? place.country
  const payment = options.payment === undefined ? honestPayment(rng, country) : options.payment
  return {
    account: `acct_${opaque(world.seed, name)}`,
    created: isoTime(options.created ?? honestCreation(rng, world)),
    email: options.email ?? mailOf(rng, country),
    country,
    ...(chance(rng, 0.7) && { phone_country: country, phone_hash: `ph_${randomHex(rng, 16)}` }),
    signup_ip: options.signupIp,
    ...(options.signupUserAgent !== undefined && { signup_user_agent: options.signupUserAgent }),
    ...(options.signupJa4 !== undefined && { signup_ja4: options.signupJa4 }),
    ...(options.signupDevice !== undefined && { signup_device: options.signupDevice }),
    ...(payment && { payment }),
    plan: options.plan ?? (payment ? 'paid' : 'free'),
    ...(options.organization !== undefined && { organization: options.organization }),
    // A few popular codes, used by strangers who read the same newsletter.
    ...(chance(rng, 0.04) && { referral: `ref-${randomRank(rng, 40)}` }),
  }
}
