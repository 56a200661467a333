/** A person or a campaign's worker as one row, from which the engine draws exchanges. */

import type { Plan } from '../campaign/plan.ts'
import type { Worker } from '../campaign/pool.ts'
import { hash32 } from '../draw.ts'
import { type ModelChoice, models } from '../models.ts'
import type { PersonSpec } from '../person.ts'
import type { Rhythm } from '../rhythm.ts'
import type { Dialogue } from '../speaker.ts'
import type { World } from '../traffic.ts'
import { mixesOfKind, mixesOfMissions } from './mixes.ts'

/** A row of `range_cast`; its columns are told in create-cast.sql. */
export type CastRow = Readonly<Record<string, unknown>>

/** 64 bits of a text as decimal digits: enough to tell configurations apart, and nothing to read them by. */
export const id64 = (text: string): string =>
  text === '' ? '0' : ((BigInt(hash32(text, 3)) << 32n) | BigInt(hash32(text, 5))).toString()

/** Slots of an hour table; finer than the hour shares anybody could tell from a few hundred exchanges. */
const slots = 64

/** Hours of the day by quantile: slot i holds the hour at which the share i/64 of a day is done. */
export function hourTable(shares: ArrayLike<number>): number[] {
  let total = 0
  for (let hour = 0; hour < 24; hour++) total += shares[hour] ?? 0
  if (total <= 0) return []
  const table: number[] = []
  let done = 0
  for (let hour = 0; hour < 24; hour++) {
    done += shares[hour] ?? 0
    while (table.length < slots && (table.length + 0.5) / slots <= done / total) table.push(hour)
  }
  return table
}

/** Weight of each day and habit of the day, UTC, with nothing before `fromDay`. */
export function habit(rhythm: Rhythm, world: World, fromDay: number): { days: number[]; hours: number[] } {
  const days = new Array<number>(world.days).fill(0)
  const shares = new Float64Array(24)
  for (let day = Math.max(0, fromDay); day < world.days; day++) {
    let sum = 0
    for (let hour = 0; hour < 24; hour++) {
      const weight = rhythm.weight(day * 24 + hour)
      shares[hour] = (shares[hour] ?? 0) + weight
      sum += weight
    }
    days[day] = Math.round(sum * 1e4) / 1e4
  }
  return { days, hours: hourTable(shares) }
}

/** The first hour at which the choice is no longer what it was at first. */
function switchOf(model: ModelChoice, world: World) {
  const first = model(0)
  const last = model(world.hours - 1)
  let low = 0
  let high = world.hours - 1
  if (first === last) low = 65_535
  else
    while (low < high) {
      const middle = (low + high) >> 1
      if (model(middle) === first) low = middle + 1
      else high = middle
    }
  return { model: first, next_model: last === first ? models.successor : last, switch_hour: low }
}

interface Params {
  max_tokens?: number
  temperature?: number
  stream?: boolean
}

const setupOf = ({ setup }: Dialogue) => {
  const params = JSON.parse(setup.params) as Params
  return {
    max_tokens: params.max_tokens ?? null,
    temperature: params.temperature ?? null,
    stream: params.stream === undefined ? null : Number(params.stream),
    profile: id64(setup.params),
    system: id64(setup.system),
    toolset: id64(setup.tools),
    tools: setup.tools === '' ? 0 : setup.tools.split('"name"').length - 1,
  }
}

/** Two messages of a program begin or end alike; what they share is its template. */
function templateOf(one: string, other: string): string {
  const most = Math.min(one.length, other.length)
  let head = 0
  while (head < most && one[head] === other[head]) head++
  let tail = 0
  while (tail < most - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++
  // The shortest frame that says more than a greeting; role and brackets are some forty characters of it.
  return head + tail < 72 ? '' : one.slice(0, head) + one.slice(one.length - tail)
}

const scripts: Readonly<Record<string, string>> = {
  CN: 'han',
  TW: 'han',
  HK: 'han',
  JP: 'kana',
  RU: 'cyrillic',
  UA: 'cyrillic',
  EG: 'arabic',
  SA: 'arabic',
}

const addressesKept = 6

/** An honest account: habit, client and configuration are read off its own speaker. */
export function personRow(no: number, spec: PersonSpec, world: World): CastRow {
  const { line, label, rng, client, speaker } = spec
  const opens = Math.floor((Date.parse(line.created) - world.start) / 86_400_000) + 1
  const dialogue = speaker.open(rng, 0)
  const setup = setupOf(dialogue)
  const template =
    setup.tools > 0 || client.pathway === 'app'
      ? ''
      : templateOf(dialogue.turn(0).messages, speaker.open(rng, 1).turn(0).messages)
  const isProgram = template !== ''
  return {
    no,
    account: line.account,
    talks: (spec.perDay * world.scale) / speaker.meanTurns,
    spread: isProgram ? 0.2 : 0.5,
    ...habit(spec.rhythm, world, opens),
    pool: 0,
    most: 0,
    turns: speaker.meanTurns,
    cover: 0,
    key: client.pathway === 'app' ? '' : `key_${line.account.slice(5)}`,
    tells: Number(client.tellsConversation),
    pathway: spec.pathway ?? client.pathway,
    ...switchOf(spec.model, world),
    ja4: client.ja4,
    user_agent: client.userAgent,
    sdk: client.sdk ?? '',
    header_order: client.headerOrder,
    timezone: client.timezone ?? '',
    device: client.device ?? '',
    rtt_ms: client.rttMs,
    extra_tls_ms: client.extraTlsMs,
    ips: Array.from({ length: addressesKept }, (_, i) =>
      spec.addresses(rng, Math.floor((i * world.hours) / addressesKept)),
    ),
    by_time: 0,
    errors: spec.errors ?? 0.006,
    ...setup,
    templates: isProgram ? [id64(template)] : [],
    items: 0,
    mixes: mixesOfKind(label.kind),
    chars: isProgram ? 420 : 130,
    input_tokens: dialogue.setup.tokens + 150,
    output_tokens: isProgram ? 120 : 300,
    script: scripts[line.country] ?? 'latin',
  }
}

/** What a campaign's workers have in common. */
export interface Shift {
  readonly plan: Plan
  readonly model: ModelChoice
  /** Multiplies everybody's volume, for a plan that names its total. */
  readonly factor: number
  /** A conversation of each way of asking, for its configuration. */
  readonly setups: readonly Dialogue[]
  /** Ids of the fixed ways of asking; none where every item is asked in its own. */
  readonly templates: readonly string[]
  /** Number of the pool's switch. */
  readonly pool: number
}

interface ClientFragment {
  ja4?: string
  user_agent?: string
  sdk?: string
  header_order?: string
  timezone?: string
  device?: string
}

/** A campaign's account: the pool's switch says when, its own habit says which of those hours. */
export function workerRow(no: number, worker: Worker, shift: Shift, world: World): CastRow {
  const { plan, setups } = shift
  const rng = world.rng(`${worker.member.line.account}/row`)
  const client = JSON.parse(`{${worker.fragment}}`) as ClientFragment
  const own = habit(worker.rhythm, world, 0)
  const isHuman = plan.dispatch === 'human' || plan.dispatch === 'shifts'
  const at = Math.floor(rng() * setups.length)
  const dialogue = setups[at] as Dialogue
  return {
    no,
    account: worker.member.line.account,
    talks: (plan.perDay * worker.share * shift.factor * world.scale) / plan.desk.meanTurns,
    spread: isHuman ? 0.35 : 0.12,
    days: isHuman ? own.days : own.days.map(() => 1),
    hours: isHuman ? own.hours : Array.from({ length: 24 }, (_, hour) => hour),
    pool: shift.pool,
    most: plan.level === 8 ? 6 : 0,
    turns: plan.desk.meanTurns,
    cover: plan.cover,
    key: worker.key ?? '',
    tells: Number(worker.tellsConversation),
    pathway: worker.pathway,
    ...switchOf(shift.model, world),
    ja4: client.ja4 ?? '',
    user_agent: client.user_agent ?? '',
    sdk: client.sdk ?? '',
    header_order: client.header_order ?? '',
    timezone: client.timezone ?? '',
    device: client.device ?? '',
    rtt_ms: worker.rttMs,
    extra_tls_ms: worker.extraTlsMs,
    ips: Array.from({ length: addressesKept }, (_, i) =>
      worker.addresses(rng, Math.floor((i * world.hours) / addressesKept)),
    ),
    by_time: Number(plan.addressing === 'homes' || plan.addressing === 'residential'),
    errors: plan.refusals,
    ...setupOf(dialogue),
    templates: shift.templates,
    items: 0,
    mixes: mixesOfMissions(plan.desk.missions),
    chars: 380,
    input_tokens: dialogue.setup.tokens + 120,
    output_tokens: plan.desk.output,
    script: rng() < 0.5 && plan.desk.languages.some(([language]) => language === 'zh') ? 'han' : 'latin',
  }
}
