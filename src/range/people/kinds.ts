/** Kinds of honest customers, and one function that draws a person of a kind; look-alikes override what they share. */
import { pick, type Rng, randomInt } from '../../rng.ts'
import {
  type AddressBook,
  carrierBook,
  cloudAddresses,
  drawAddress,
  fixedBook,
  homeBook,
  mixedBook,
  vpnBook,
} from '../addresses.ts'
import { agentClient, browserClient, type ClientIdentity, sdkClient } from '../clients.ts'
import { chance, randomLogNormal, weighted } from '../draw.ts'
import { type IdentityOptions, makeAccount } from '../identity.ts'
import { peoplesChoice } from '../models.ts'
import { type PersonSpec, person } from '../person.ts'
import { drawPlace, type Place } from '../places.ts'
import { makeRhythm, type RhythmOptions, type Shape } from '../rhythm.ts'
import { makeSetup, type Speaker } from '../speaker.ts'
import { type Language, makeVoice } from '../text/languages.ts'
import type { Source, World } from '../traffic.ts'
import { agentSpeaker, type Harness, harnesses } from './agents.ts'
import { appSetups, chatSpeaker, codeChatSpeaker, hobbySetup, mixedSpeaker, ownParams } from './chat.ts'
import { customerNote, drawPipeline, pipelineSpeaker } from './pipelines.ts'

interface Kind {
  readonly share: number
  /** Exchanges a day, median and spread over people. */
  readonly perDay: number
  readonly sigma: number
  readonly shapes: readonly (readonly [Shape, number])[]
  readonly weekend: number
  readonly daysActive: number
}

export const kinds = {
  casual: {
    share: 36,
    perDay: 1.6,
    sigma: 1.1,
    shapes: [
      ['evening', 6],
      ['office', 3],
      ['night', 1],
    ],
    weekend: 1.2,
    daysActive: 0.45,
  },
  student: {
    share: 10,
    perDay: 2.2,
    sigma: 1,
    shapes: [
      ['student', 8],
      ['night', 1],
    ],
    weekend: 0.8,
    daysActive: 0.5,
  },
  developer: {
    share: 28,
    perDay: 6,
    sigma: 1.2,
    shapes: [
      ['office', 7],
      ['evening', 2],
      ['night', 1],
    ],
    weekend: 0.35,
    daysActive: 0.55,
  },
  hobbyist: {
    share: 9,
    perDay: 3,
    sigma: 1.3,
    shapes: [
      ['evening', 6],
      ['night', 3],
      ['office', 1],
    ],
    weekend: 1.5,
    daysActive: 0.35,
  },
  analyst: { share: 5, perDay: 4, sigma: 1, shapes: [['office', 1]], weekend: 0.15, daysActive: 0.6 },
  writer: {
    share: 3,
    perDay: 5,
    sigma: 1,
    shapes: [
      ['office', 2],
      ['evening', 2],
    ],
    weekend: 0.9,
    daysActive: 0.6,
  },
  translator: { share: 3, perDay: 9, sigma: 1, shapes: [['office', 1]], weekend: 0.4, daysActive: 0.7 },
  pipeline: {
    share: 3,
    perDay: 45,
    sigma: 1,
    shapes: [
      ['flat', 2],
      ['office', 3],
    ],
    weekend: 0.7,
    daysActive: 0.97,
  },
  rag: {
    share: 1.5,
    perDay: 40,
    sigma: 0.9,
    shapes: [
      ['office', 3],
      ['evening', 2],
    ],
    weekend: 0.5,
    daysActive: 0.97,
  },
  heavy: {
    share: 1.5,
    perDay: 70,
    sigma: 0.6,
    shapes: [
      ['office', 3],
      ['night', 1],
    ],
    weekend: 0.6,
    daysActive: 0.92,
  },
} as const satisfies Record<string, Kind>
export type KindName = keyof typeof kinds

export const drawKind = (rng: Rng): KindName =>
  weighted(
    rng,
    Object.entries(kinds).map(([name, kind]) => [name as KindName, kind.share] as const),
  )

function isServer(kind: KindName): boolean {
  return kind === 'pipeline' || kind === 'rag'
}

export function speakerOf(rng: Rng, kind: KindName, language: Language, harness: Harness): Speaker {
  const voice = makeVoice(rng, language)
  switch (kind) {
    case 'casual':
      return chatSpeaker(voice)
    case 'student':
      return mixedSpeaker([
        [chatSpeaker(voice), 3],
        [codeChatSpeaker(), 1],
      ])
    case 'developer':
    case 'heavy':
      return mixedSpeaker([
        [agentSpeaker(rng, harness), 6],
        [codeChatSpeaker(makeSetup({ params: ownParams(rng) })), 1],
      ])
    case 'hobbyist':
      return chatSpeaker(voice, hobbySetup(rng, voice), 3.5)
    case 'analyst':
      return mixedSpeaker([
        [codeChatSpeaker(makeSetup({ params: ownParams(rng) })), 2],
        [chatSpeaker(voice, makeSetup({ params: ownParams(rng) })), 1],
      ])
    case 'writer':
      return chatSpeaker(voice, appSetups(), 5)
    case 'translator': {
      const target = pick(rng, ['English', 'German', 'French', 'Korean', 'Portuguese'])
      return pipelineSpeaker({
        ...drawPipeline(rng, language),
        before: pick(rng, [
          `Translate to ${target}: `,
          `${target} please:\n`,
          `Into ${target}, formal:\n`,
          `-> ${target}\n`,
        ]),
        after: '',
        content: draw => customerNote(draw, language),
        output: 120,
      })
    }
    default:
      return pipelineSpeaker(drawPipeline(rng, language))
  }
}

/** Everyday movements: mostly home, then phone or office; some always through a VPN. */
export function everydayAddresses(rng: Rng, world: World, place: Place): AddressBook {
  if (chance(rng, 0.05))
    return mixedBook([
      [vpnBook(rng, world.seed), 8],
      [homeBook(rng, place.country), 1],
    ])
  const home = homeBook(rng, place.country, 3 + rng() * 60)
  const phone = carrierBook(rng, world.seed, place.country)
  const office = fixedBook([drawAddress(rng, chance(rng, 0.5) ? 'business' : 'residential', place.country)])
  return mixedBook([
    [home, 6],
    [phone, chance(rng, 0.5) ? 3 : 0.2],
    [office, chance(rng, 0.4) ? 4 : 0.05],
  ])
}

function clientOf(rng: Rng, kind: KindName, place: Place, harness: Harness): ClientIdentity {
  if (kind === 'developer' || kind === 'heavy') return agentClient(rng, harness.product, place)
  return kind === 'casual' || kind === 'student' || kind === 'writer'
    ? browserClient(rng, place)
    : sdkClient(rng)
}

export interface Overrides extends Partial<Omit<PersonSpec, 'line' | 'label' | 'rng'>> {
  readonly place?: Place
  readonly language?: Language
  readonly harness?: Harness
  readonly identity?: Partial<IdentityOptions>
  readonly rhythmOptions?: Partial<RhythmOptions>
  /** Look-alike kind and group for the label. */
  readonly as?: { readonly kind: string; readonly group: string }
}

/** Draws one honest account of a kind; `name` is its unique name in the world. */
export function drawPerson(world: World, name: string, kind: KindName, overrides: Overrides = {}): Source {
  const rng = world.rng(name)
  const place = overrides.place ?? drawPlace(rng)
  const traits: Kind = kinds[kind]
  const harness = overrides.harness ?? weighted(rng, harnesses)
  const client = overrides.client ?? clientOf(rng, kind, place, harness)
  const addresses =
    overrides.addresses ??
    (isServer(kind)
      ? fixedBook(cloudAddresses(rng, randomInt(rng, 1, 3)))
      : everydayAddresses(rng, world, place))
  const browser = client.pathway === 'app' ? client : browserClient(rng, place)
  const line = makeAccount(rng, world, name, place, {
    signupIp: isServer(kind) ? drawAddress(rng, 'residential', place.country) : addresses(rng, 0),
    signupJa4: browser.ja4,
    signupUserAgent: browser.userAgent,
    signupDevice: browser.device,
    ...(kind === 'casual' || kind === 'student' ? chance(rng, 0.7) && { payment: null } : {}),
    ...overrides.identity,
  })
  const language = overrides.language ?? weighted(rng, place.languages)
  // Programs of companies often come through a cloud's platform.
  const platform =
    client.sdk !== undefined && chance(rng, 0.15)
      ? pick(rng, ['bedrock', 'vertex', 'azure'] as const)
      : undefined
  return person(world, {
    perDay: overrides.perDay ?? randomLogNormal(rng, traits.perDay, traits.sigma),
    rhythm:
      overrides.rhythm ??
      makeRhythm(rng, world, {
        shape: weighted(rng, traits.shapes),
        weekend: traits.weekend * randomLogNormal(rng, 1, 0.4),
        offsetHours: place.offsetHours,
        daysActive: Math.min(1, traits.daysActive * (0.4 + rng() * 1.1)),
        ...overrides.rhythmOptions,
      }),
    speaker: overrides.speaker ?? speakerOf(rng, kind, language, harness),
    client,
    addresses,
    model: overrides.model ?? peoplesChoice(rng, world),
    line,
    label: { account: line.account, kind: overrides.as?.kind ?? kind, group: overrides.as?.group ?? '' },
    rng,
    pathway: overrides.pathway ?? platform,
    ...(overrides.errors !== undefined && { errors: overrides.errors }),
    ...(overrides.keys !== undefined && { keys: overrides.keys }),
  })
}
