/** Reads a provider's rules: Cedar text → named policies, every complaint with its line, and what the rules look at. */
import { readFileSync } from 'node:fs'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { AppError } from '../errors.ts'

export const cedarSchema = readFileSync(new URL('./schema.cedarschema', import.meta.url), 'utf8')
/** What ships: everybody may use everything, findings are only watched. */
export const shippedRules = readFileSync(new URL('./rules.cedar', import.meta.url), 'utf8')

/** A provider's rules are pages, not megabytes; each is asked about every class of accounts. */
const rulesBytesMax = 256 * 1024
const rulesMax = 500

export interface Problem {
  /** 1-based; absent where Cedar names no place. */
  readonly line?: number
  readonly text: string
}

/** Which facts the rules read: accounts that agree in all of them are one class. */
export interface Reads {
  readonly account: ReadonlySet<string>
  readonly model: ReadonlySet<string>
  readonly campaign: ReadonlySet<string>
  readonly context: ReadonlySet<string>
  /** Ids named literally, by entity type. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>
}

export interface Rule {
  readonly id: string
  readonly text: string
  /** `@reason` of the rule: what a person is told. */
  readonly reason: string | undefined
  /** `@measure("verify")` on a forbid: ask for an identity where it would refuse. */
  readonly asks: boolean
  /** `@mode("shadow")`: it does nothing, and what it would have done is told with the decision. */
  readonly isTried: boolean
}

export interface Rules {
  readonly rules: ReadonlyMap<string, Rule>
  readonly reads: Reads
}

/** @throws input `policy/invalid` that names the first line at fault and counts the rest */
export function readRules(text: string): Rules {
  const problems = checkRules(text)
  const [first] = problems
  if (first !== undefined) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    const place = first.line === undefined ? '' : `line ${first.line}: `
    throw new AppError('input', 'policy/invalid', `rules.cedar ${place}${first.text}${more}`)
  }
  const rules = new Map<string, Rule>()
  const parsed: cedar.PolicyJson[] = []
  for (const [i, part] of partsOf(text).entries()) {
    const answer = cedar.policyToJson(part)
    if (answer.type === 'failure') continue
    const { annotations = {} } = answer.json
    const id = annotations.id ?? `rule-${i + 1}`
    rules.set(id, {
      id,
      text: part,
      reason: annotations.reason,
      asks: annotations.measure === 'verify',
      isTried: annotations.mode === 'shadow',
    })
    parsed.push(answer.json)
  }
  return { rules, reads: readsOf(parsed) }
}

/** Cedar 4.13 breaks from about 100 nested brackets and 1,000 chained calls on. */
const depthMax = 24
const operatorsMax = 300

/** Everything that is wrong with the rules; empty when they can be used. */
export function checkRules(text: string): Problem[] {
  if (Buffer.byteLength(text) > rulesBytesMax) return [{ text: `longer than ${rulesBytesMax / 1024} KiB` }]
  if (Buffer.from(text).toString() !== text)
    return [{ text: 'not Unicode: half of a character stands alone' }]
  const tangled = tangledRule(text)
  if (tangled !== undefined) return [tangled]
  const syntax = cedar.checkParsePolicySet({ staticPolicies: text })
  if (syntax.type === 'failure') return syntax.errors.map(error => problemOf(error, text))
  const split = cedar.policySetTextToParts(text)
  if (split.type === 'failure') return split.errors.map(error => problemOf(error, text))
  if (split.policies.length === 0)
    return [{ text: 'no rule at all would refuse every call; permit something' }]
  if (split.policies.length > rulesMax) return [{ text: `more than ${rulesMax} rules` }]
  const validated = cedar.validate({ schema: cedarSchema, policies: { staticPolicies: text } })
  if (validated.type === 'failure') return validated.errors.map(error => problemOf(error, text))
  const wrong = validated.validationErrors.map(({ error }) => problemOf(error, text))
  return [...wrong, ...repeatedIds(text), ...wrongModes(text)]
}

/** A misspelled trial would be in force. */
function wrongModes(text: string): Problem[] {
  const modes = partsOf(text).map(part => {
    const answer = cedar.policyToJson(part)
    return [part, answer.type === 'success' ? answer.json.annotations?.mode : undefined] as const
  })
  if (modes.every(([, mode]) => mode === 'shadow'))
    return [{ text: 'every rule is in shadow, and no rule at all would refuse every call' }]
  return modes
    .filter(([, mode]) => mode !== undefined && mode !== 'shadow')
    .map(([part, mode]) => ({
      line: lineAt(text.slice(0, text.indexOf(part))),
      text: `@mode is "shadow" or absent, not ${JSON.stringify(mode)}`,
    }))
}

/** Strings and comments, as Cedar's own lexer cuts them. */
const inert = /"(?:\\[^\n]|[^"\\])*"|\/\/[^\n\r]*/g
const operator = /&&|\|\||[=!<>]=|[-+*<>!.]|\b(?:if|in|has|like|is)\b/g

/** What Cedar would answer by running out of its stack, which breaks it for every rule that is asked later. */
function tangledRule(text: string): Problem | undefined {
  const bare = text.replace(inert, one => one.replace(/[^\n]/g, ' '))
  let line = 1
  for (const rule of bare.split(';')) {
    let depth = 0
    const begin = line + (/^\s*/.exec(rule)?.[0].split('\n').length ?? 1) - 1
    for (const [bracket] of rule.matchAll(/[([{})\]]/g)) {
      depth += '([{'.includes(bracket) ? 1 : -1
      if (depth > depthMax) return { line: begin, text: `more than ${depthMax} brackets stand in each other` }
    }
    const operators = rule.match(operator)?.length ?? 0
    if (operators > operatorsMax)
      return { line: begin, text: `more than ${operatorsMax} operators in one rule; make it several` }
    line += rule.split('\n').length - 1
  }
  return undefined
}

function repeatedIds(text: string): Problem[] {
  const seen = new Set<string>()
  const problems: Problem[] = []
  for (const [, id = '', offset] of [...text.matchAll(/^\s*@id\("([^"]*)"\)/gm)].map(found => [
    found[0],
    found[1],
    found.index + found[0].indexOf('@'),
  ]) as [string, string, number][]) {
    if (seen.has(id))
      problems.push({ line: lineAt(text.slice(0, offset)), text: `the id "${id}" stands twice` })
    seen.add(id)
  }
  return problems
}

function partsOf(text: string): string[] {
  const split = cedar.policySetTextToParts(text)
  if (split.type === 'failure') return []
  // Cedar sorts parts by generated id ("policy10" before "policy2"); people count from the top.
  return split.policies
    .map(part => [text.indexOf(part), part] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, part]) => part)
}

const lineAt = (before: string): number => before.split('\n').length

function problemOf(error: cedar.DetailedError, text: string): Problem {
  const [place] = error.sourceLocations ?? []
  const message = error.message
    .replace(/^failed to parse policies from string: /, '')
    .replace(/^for policy `policy\d+`, /, '')
  const expected = place?.label ? ` (${place.label})` : ''
  const help = error.help ? `; ${error.help}` : ''
  const said = `${message}${expected}${help}`
  if (place === undefined) return { text: said }
  // Cedar counts bytes.
  return { line: lineAt(Buffer.from(text).subarray(0, place.start).toString()), text: said }
}

type Json = cedar.CedarValueJson | object | undefined

/** Walks the rules' JSON form. What it does not understand it takes for reading everything of that variable. */
function readsOf(policies: readonly cedar.PolicyJson[]): Reads {
  const account = new Set<string>()
  const model = new Set<string>()
  const context = new Set<string>()
  const named = new Map<string, Set<string>>()
  const name = (type: string, id: string): void => {
    const known = named.get(type) ?? new Set()
    known.add(id)
    named.set(type, known)
  }
  const read = (left: Json, attribute: string): void => {
    const variable = isRecord(left) && 'Var' in left ? left.Var : undefined
    if (variable === 'principal') account.add(attribute)
    if (variable === 'resource') model.add(attribute)
    if (variable === 'context') context.add(attribute)
  }
  const walk = (node: Json): void => {
    if (Array.isArray(node)) for (const item of node) walk(item)
    if (!isRecord(node) || Array.isArray(node)) return
    if (typeof node.type === 'string' && typeof node.id === 'string') name(node.type, node.id)
    const access = node['.']
    if (isRecord(access) && typeof access.attr === 'string') read(access.left as Json, access.attr)
    const { has } = node
    if (isRecord(has)) for (const attribute of [has.attr].flat()) read(has.left as Json, String(attribute))
    for (const value of Object.values(node)) walk(value as Json)
  }
  for (const policy of policies) walk(policy)
  if (named.has('Programme')) account.add('programme')
  if (named.has('Organization')) account.add('organization')
  // A resource is a model or a campaign; the names of their attributes do not overlap.
  return { account, model, campaign: model, context, named }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
