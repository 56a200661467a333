/** The honest source: one account with a rhythm, a place in the network, a client and something to say. */
import { type Rng, randomInt } from '../rng.ts'
import type { AddressBook } from './addresses.ts'
import { type ClientIdentity, clientFragment, clientJson } from './clients.ts'
import { chance, opaque, randomHex, randomLogNormal, randomPoisson } from './draw.ts'
import { type ModelChoice, models } from './models.ts'
import type { Rhythm } from './rhythm.ts'
import type { Dialogue, Speaker, Turn } from './speaker.ts'
import type { AccountLine, Draft, Emit, Label, Member, Source, World } from './traffic.ts'

export const hourMs = 3_600_000

export interface PersonSpec {
  readonly line: AccountLine
  readonly label: Label
  readonly rng: Rng
  readonly perDay: number
  readonly rhythm: Rhythm
  readonly speaker: Speaker
  readonly client: ClientIdentity
  readonly addresses: AddressBook
  readonly model: ModelChoice
  /** Overrides the client's pathway. */
  readonly pathway?: string | undefined
  /** Share of calls that end in 429, 400 or 5xx. */
  readonly errors?: number
  /** Keys in use; people have one, companies several. */
  readonly keys?: number
}

export interface CallContext {
  readonly time: number
  readonly key: string | undefined
  readonly conversation: string | undefined
  readonly pathway: string
  readonly model: string
  readonly client: string
  readonly status: number
}

/** Models that think before they answer bill for it. */
function reasoningTokens(rng: Rng, model: string, outputTokens: number): number {
  if (model === models.reasoner) return Math.round(outputTokens * (0.5 + rng() * 1.5))
  return model === models.successor && chance(rng, 0.5) ? Math.round(outputTokens * rng()) : 0
}

/** Joins a turn and the circumstances of its call. */
export function makeDraft(rng: Rng, call: CallContext, dialogue: Dialogue, turn: Turn, index: number): Draft {
  const isOk = call.status === 200
  const outputTokens = isOk ? turn.outputTokens : 0
  return {
    time: call.time,
    key: call.key,
    conversation: call.conversation,
    turn: index,
    pathway: call.pathway,
    model: call.model,
    status: call.status,
    durationMs: isOk ? Math.round(400 + outputTokens * (9 + rng() * 8)) : randomInt(rng, 20, 300),
    client: call.client,
    params: dialogue.setup.params,
    system: dialogue.setup.system,
    tools: dialogue.setup.tools,
    messages: turn.messages,
    answer: isOk ? turn.answer : '',
    toolCall: isOk ? turn.toolCall : undefined,
    stop: isOk ? (chance(rng, 0.015) ? 'max_tokens' : (turn.stop ?? 'end_turn')) : 'error',
    inputTokens: turn.inputTokens,
    outputTokens,
    reasoningTokens: reasoningTokens(rng, call.model, outputTokens),
    cachedTokens: index > 0 ? Math.floor(dialogue.setup.tokens * 0.9) : 0,
  }
}

/** Makes an account that behaves as `spec` says, hour by hour. */
export function person(world: World, spec: PersonSpec): Source {
  const { rng, speaker, client, rhythm } = spec
  const member: Member = { line: spec.line, label: spec.label, exchanges: 0, extracting: 0 }
  const fragment = clientFragment(client)
  const pathway = spec.pathway ?? client.pathway
  const errors = spec.errors ?? randomLogNormal(rng, 0.006, 0.7)
  const keySeed = Math.floor(rng() * 4294967296)
  const keys = client.pathway === 'api' ? (spec.keys ?? (chance(rng, 0.8) ? 1 : randomInt(rng, 2, 3))) : 0
  const openedMs = Date.parse(spec.line.created) - world.start
  const firstHour = Math.floor(openedMs / hourMs)
  // Providers err: a few honest accounts are suspended by mistake and fall silent.
  const suspendedHour = chance(rng, 0.002) ? randomInt(rng, Math.max(0, firstHour), world.hours) : world.hours
  if (suspendedHour < world.hours) {
    member.status = { status: 'suspended', time: world.start + suspendedHour * hourMs }
  }
  return {
    members: [member],
    spec,
    hour(hour, emit: Emit) {
      if (hour <= firstHour || hour >= suspendedHour || hour >= (member.stoppedHour ?? world.hours)) return
      const mean = (spec.perDay * world.scale * rhythm.weight(hour)) / speaker.meanTurns
      if (mean <= 0) return
      const conversations = randomPoisson(rng, mean)
      for (let n = 0; n < conversations; n++) {
        const dialogue = speaker.open(rng, hour)
        const ip = spec.addresses(rng, hour)
        const key = keys > 0 ? `key_${opaque(keySeed, String(randomInt(rng, 1, keys)))}` : undefined
        const conversation = client.tellsConversation ? `cv_${randomHex(rng, 14)}` : undefined
        let time = world.start + (hour + rng()) * hourMs
        for (let index = 0; index < dialogue.turns; index++) {
          const turn = dialogue.turn(index)
          const status = chance(rng, member.isLimited ? 0.5 : errors)
            ? chance(rng, 0.6)
              ? 429
              : chance(rng, 0.5)
                ? 400
                : 529
            : 200
          const call = {
            time,
            key,
            conversation,
            pathway,
            model: spec.model(hour),
            client: clientJson(rng, ip, fragment, client.rttMs, client.extraTlsMs),
            status,
          }
          emit(member, makeDraft(rng, call, dialogue, turn, index))
          time += dialogue.gapMs()
        }
      }
    },
  }
}
