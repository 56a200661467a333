/** What the exchanges of a kind are about, as the masks of the sketch: one mask for each of a few typical exchanges. */
import {
  type Capability,
  capabilities,
  type Demand,
  demands,
  type Style,
  styles,
} from '../../model/sketch.ts'
import type { Mission } from '../campaign/missions.ts'

/** Capabilities, demands and style of one typical exchange. */
export type Mix = readonly [number, number, number]

const mask = <T extends string>(names: readonly T[], chosen: readonly T[]): number =>
  chosen.reduce((bits, name) => bits | (1 << names.indexOf(name)), 0)

const mix = (
  able: readonly Capability[],
  asked: readonly Demand[] = [],
  style: readonly Style[] = [],
): Mix => [mask(capabilities, able), mask(demands, asked), mask(styles, style)]

const talk = mix(['chat'])
const question = mix(['question-answering'])
const code = mix(['software-engineering'])
const agent = mix(['agentic-tool-use', 'software-engineering'])
const tool = mix(['agentic-tool-use'])
const writing = mix(['creative-writing'])
const sorting = mix(['classification'], ['only-output'])
const extracting = mix(['extraction'], ['json'])
const summing = mix(['summarization'], ['length'])
const table = mix(['data-analysis'])
const translating = mix(['translation'])
const thinking = mix(['reasoning'], [], ['reasoning-elicitation'])
const grading = mix(['classification', 'reasoning'], [], ['rubric-grading'])
const puzzle = mix(['mathematics', 'reasoning'])
const making = mix(['data-generation'], ['json'])

const byKind: Readonly<Record<string, readonly Mix[]>> = {
  casual: [talk, talk, question, writing],
  student: [talk, question, code, puzzle],
  developer: [agent, agent, tool, code],
  hobbyist: [talk, question, writing],
  analyst: [code, table, question],
  writer: [writing, writing, talk],
  translator: [translating],
  heavy: [agent, tool, code],
  rag: [question, question, summing],
  pipeline: [sorting, extracting, summing, question, thinking],
  class: [question, code, question, thinking],
  hackathon: [code, talk, making],
  benchmark: [puzzle, mix(['mathematics', 'reasoning'], ['fixed-delimiter'], ['reasoning-elicitation'])],
  'nightly-evaluation': [puzzle, code, question],
  'annotation-vendor': [grading],
  'batch-classification': [sorting],
  'synthetic-data': [making],
  'red-team': [mix(['question-answering'], [], ['safeguard-probing']), talk],
  'production-agents': [tool, agent],
  'coding-agent': [agent, tool, code],
  'continuous-integration': [code],
  'retrieval-backfill': [summing, extracting],
  volunteers: [translating],
}

/** Of an honest account, by its own kind or the name of the look-alike it belongs to. */
export const mixesOfKind = (kind: string): readonly Mix[] => byKind[kind] ?? [talk, question, code]

const elicited: readonly Style[] = ['reasoning-elicitation']
const byMission: Readonly<Record<Mission, Mix>> = {
  software: mix(['software-engineering'], ['code-only'], elicited),
  agentic: mix(['agentic-tool-use', 'reasoning'], [], elicited),
  'long-horizon': mix(['agentic-tool-use', 'reasoning'], ['numbered-list'], elicited),
  'computer-use': mix(['computer-use', 'agentic-tool-use'], [], elicited),
  'data-analysis': mix(['data-analysis', 'software-engineering'], [], elicited),
  reasoning: mix(['mathematics', 'reasoning'], ['xml'], elicited),
  grading: mix(['reasoning'], ['json'], ['rubric-grading', 'answer-ranking']),
  tutoring: mix(['question-answering', 'reasoning'], [], elicited),
  probing: mix(['question-answering'], [], ['safeguard-probing']),
}

/** Of a campaign, each mission as often as its weight says, in eighths. */
export const mixesOfMissions = (missions: readonly (readonly [Mission, number])[]): Mix[] => {
  const total = missions.reduce((sum, [, weight]) => sum + weight, 0)
  return missions.flatMap(([mission, weight]) =>
    Array.from({ length: Math.max(1, Math.round((8 * weight) / total)) }, () => byMission[mission]),
  )
}
