/**
 * A policy, ready to be asked. Cedar costs about 0.1 ms a question, so it is asked once for each class of accounts
 * (those that agree in every fact the rules read) and never for a request.
 */
import { createHash } from 'node:crypto'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { AppError } from '../errors.ts'
import { type Measure, measures } from '../model/decision.ts'
import { type Reads, type Rule, readRules, shippedRules } from './rules.ts'
import { type Settings, settingsSchema } from './settings.ts'

/** Facts of an account that rules may read; '' and −1 where nothing is known. */
export interface AccountFacts {
  readonly kyc: string
  readonly plan: string
  readonly country: string
  readonly owner_country: string
  readonly payment: string
  readonly programme: string
  readonly organization: string
  readonly status: string
  /** 0, 1, 7, 30, 90, 365; −1 unknown. */
  readonly age_days: number
}

export const unknownFacts: AccountFacts = {
  kyc: '',
  plan: '',
  country: '',
  owner_country: '',
  payment: '',
  programme: '',
  organization: '',
  status: '',
  age_days: -1,
}

/** A rule that refuses, in words. `asks`: verifying the account would be enough. */
export interface Denial {
  readonly rule: string
  readonly text: string
  readonly asks: boolean
}

/** What a rule in shadow would have done. */
export interface Trial {
  readonly rule: string
  readonly text: string
  readonly measure: Measure
}

/** What one class of accounts may do with one model; absent: permitted. */
export interface ModelRights {
  /** The strictest of what rules in shadow would have refused. */
  readonly trial?: Trial
  readonly use?: Denial
  readonly 'raw-reasoning'?: Denial
  readonly logprobs?: Denial
}

export interface Rights {
  readonly models: ReadonlyMap<string, ModelRights>
  /** Of a model nobody named. */
  readonly others: ModelRights
}

export interface CampaignFacts {
  readonly id: string
  readonly confidence: number
  readonly members: number
  readonly state: string
}

export interface HoldCase {
  readonly account: string
  readonly facts: AccountFacts
  readonly campaign: CampaignFacts
  /** What people approved; absent: nothing. */
  readonly approved?: Measure
  readonly successor: boolean
  readonly probability: number
}

export interface Policy {
  /** Changes with any letter of rules or settings. */
  readonly version: string
  /** The rules as they were written. */
  readonly text: string
  readonly settings: Settings
  readonly rules: ReadonlyMap<string, Rule>
  readonly reads: Reads
  /** Rights of an account; `seen` are the models of the traffic. Equal rights are one object. */
  rights(account: string, facts: AccountFacts, seen: readonly string[]): Rights
  /** The highest rung the rules permit, no higher than what people approved where they did; and the rule. */
  measure(held: HoldCase): Permitted
}

export interface Permitted {
  readonly measure: Measure
  readonly rule?: Rule
  /** A higher rung that a rule in shadow would have permitted. */
  readonly trial?: { readonly measure: Measure; readonly rule: Rule }
}

/** Both parts of a policy as they stand in its folder; what is absent is as shipped. */
export interface PolicySource {
  readonly rules?: string
  readonly settings?: unknown
}

/** Classes × models × rights remembered; beyond it, the oldest half is forgotten and asked again when needed. */
const answersMax = 200_000

/**
 * Checks and prepares a policy.
 * @throws input `policy/invalid` with the line, `policy/settings` with the field
 */
export function compilePolicy(source: PolicySource = {}): Policy {
  const text = source.rules ?? shippedRules
  const settings = readSettings(source.settings ?? {})
  const { rules, reads } = readRules(text)
  const version = createHash('sha256')
    .update(JSON.stringify([text, settings]))
    .digest('hex')
    .slice(0, 12)
  const prepare = (name: string, chosen: readonly Rule[]): string => {
    const staticPolicies = Object.fromEntries(chosen.map(rule => [rule.id, rule.text]))
    const set = cedar.preparsePolicySet(name, { staticPolicies })
    if (set.type === 'success') return name
    throw new AppError('input', 'policy/invalid', `rules.cedar ${set.errors[0]?.message ?? 'cannot be read'}`)
  }
  const all = [...rules.values()]
  const inForce = prepare(
    version,
    all.filter(rule => !rule.isTried),
  )
  /** Those in force and those in shadow together; undefined where nothing is tried. */
  const withTried = all.some(rule => rule.isTried) ? prepare(`${version}-tried`, all) : undefined

  const rightsByClass = new Map<string, Rights>()
  const rightsByContent = new Map<string, Rights>()
  const measureByClass = new Map<string, Permitted>()

  const ask = (
    preparsedPolicySetId: string,
    call: Omit<cedar.StatefulAuthorizationCall, 'preparsedPolicySetId'>,
  ): cedar.Response => {
    const answer = cedar.statefulIsAuthorized({ ...call, preparsedPolicySetId })
    if (answer.type === 'success') return answer.response
    throw new AppError('bug', 'policy/evaluation', `a rule could not be asked: ${answer.errors[0]?.message}`)
  }

  const denialOf = (response: cedar.Response): Denial | undefined => {
    if (response.decision === 'allow') return undefined
    const rule = rules.get(response.diagnostics.reason[0] ?? '')
    if (rule === undefined)
      return { rule: 'none', text: 'No rule of the provider permits this.', asks: false }
    return {
      rule: rule.id,
      text: rule.reason ?? `A rule of the provider refuses this: ${rule.id}.`,
      asks: rule.asks,
    }
  }

  const modelRights = (account: string, facts: AccountFacts, model: string | undefined): ModelRights => {
    const principal = accountEntity(account, facts)
    const resource = modelEntity(model, settings)
    const entities = [principal, resource]
    const may = (action: string, set = inForce): Denial | undefined =>
      denialOf(
        ask(set, {
          principal: principal.uid,
          action: { type: 'Action', id: action },
          resource: resource.uid,
          context: {},
          entities,
        }),
      )
    const use = may('use')
    const raw = may('raw-reasoning')
    const logprobs = may('logprobs')
    const trial =
      withTried && triedOf({ use, 'raw-reasoning': raw, logprobs }, action => may(action, withTried))
    return {
      ...(use && { use }),
      ...(raw && { 'raw-reasoning': raw }),
      ...(logprobs && { logprobs }),
      ...(trial && { trial }),
    }
  }

  const readsModels = reads.model.has('name') || reads.model.has('known')
  const namedModels = reads.named.get('Model') ?? []
  const isNamed = (account: string): boolean => reads.named.get('Account')?.has(account) ?? false
  const accountKey = (account: string, facts: AccountFacts): string =>
    JSON.stringify([
      isNamed(account) ? account : '',
      ...[...reads.account].map(name => facts[name as keyof AccountFacts]),
    ])

  return {
    version,
    text,
    settings,
    rules,
    reads,
    rights(account, facts, seen) {
      const names = new Set([...Object.keys(settings.models), ...namedModels, ...(readsModels ? seen : [])])
      const key = `${accountKey(account, facts)}\n${[...names].join('\n')}`
      const known = rightsByClass.get(key)
      if (known) return known
      const models = new Map([...names].map(name => [name, modelRights(account, facts, name)]))
      const made: Rights = { models, others: modelRights(account, facts, undefined) }
      const content = JSON.stringify([[...made.models], made.others])
      const rights = rightsByContent.get(content) ?? made
      forgetHalf(rightsByClass)
      rightsByClass.set(key, rights)
      rightsByContent.set(content, rights)
      return rights
    },
    measure(held) {
      const { account, facts, campaign, successor } = held
      const probability = lowered(held.probability)
      const own = reads.named.get('Campaign')?.has(campaign.id) ? campaign.id : ''
      const looked = [...reads.campaign].map(name => campaign[name as keyof CampaignFacts] ?? '')
      const approved = held.approved !== undefined
      const key = JSON.stringify([
        accountKey(account, facts),
        own,
        looked,
        held.approved,
        successor,
        probability,
      ])
      const known = measureByClass.get(key)
      if (known) return known
      const principal = accountEntity(account, facts)
      const resource = campaignEntity(campaign)
      const context = { approved, successor, probability: decimal(probability) }
      const most = held.approved === undefined ? measures.length - 1 : measures.indexOf(held.approved)
      const highest = (set: string, above: number): { measure: Measure; rule?: Rule } => {
        for (let rung = most; rung > above; rung--) {
          const measure = measures[rung] as Measure
          const response = ask(set, {
            principal: principal.uid,
            action: { type: 'Action', id: measure },
            resource: resource.uid,
            context,
            entities: [
              principal,
              resource,
              {
                uid: { type: 'Action', id: measure },
                attrs: {},
                parents: [{ type: 'Action', id: 'measure' }],
              },
            ],
          })
          if (response.decision === 'deny') continue
          const by = response.diagnostics.reason
          const rule = rules.get(by.find(id => rules.get(id)?.isTried) ?? by[0] ?? '')
          return { measure, ...(rule && { rule }) }
        }
        return { measure: 'none' }
      }
      const permitted = highest(inForce, 0)
      const tried =
        withTried === undefined ? undefined : highest(withTried, measures.indexOf(permitted.measure))
      const found: Permitted =
        tried?.rule === undefined
          ? permitted
          : { ...permitted, trial: { measure: tried.measure, rule: tried.rule } }
      forgetHalf(measureByClass)
      measureByClass.set(key, found)
      return found
    },
  }
}

/** What rules in shadow would refuse of what is permitted; refusing the use is stricter than leaving a part out. */
function triedOf(
  refused: Readonly<Record<'use' | 'raw-reasoning' | 'logprobs', Denial | undefined>>,
  ask: (action: string) => Denial | undefined,
): Trial | undefined {
  for (const action of ['use', 'raw-reasoning', 'logprobs'] as const) {
    const denial = refused[action] === undefined ? ask(action) : undefined
    if (denial === undefined) continue
    const measure = action === 'use' ? (denial.asks ? 'verify' : 'suspend') : 'withhold'
    return { rule: denial.rule, text: denial.text, measure }
  }
  return undefined
}

function readSettings(value: unknown): Settings {
  const parsed = settingsSchema.safeParse(value)
  if (parsed.success) {
    if (parsed.data.expired_after_ms < parsed.data.stale_after_ms)
      throw new AppError(
        'input',
        'policy/settings',
        'settings.json: expired_after_ms is below stale_after_ms',
      )
    return parsed.data
  }
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') || 'the whole'
  throw new AppError('input', 'policy/settings', `settings.json: ${where}: ${issue?.message ?? 'invalid'}`)
}

function forgetHalf(answers: Map<string, unknown>): void {
  if (answers.size < answersMax) return
  let left = answersMax / 2
  for (const key of answers.keys()) {
    if (left-- <= 0) break
    answers.delete(key)
  }
}

const steps = [0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999]
/** Rounded down, so that a rule never counts on more than is known. */
const lowered = (probability: number): number => steps.findLast(step => probability >= step) ?? 0

const decimal = (value: number): cedar.CedarValueJson => ({
  __extn: { fn: 'decimal', arg: value.toFixed(4) },
})

const accountEntity = (
  account: string,
  facts: AccountFacts,
): cedar.EntityJson & { uid: cedar.TypeAndId } => ({
  uid: { type: 'Account', id: account },
  attrs: { ...facts },
  parents: [
    ...(facts.programme === '' ? [] : [{ type: 'Programme', id: facts.programme }]),
    ...(facts.organization === '' ? [] : [{ type: 'Organization', id: facts.organization }]),
  ],
})

function modelEntity(
  model: string | undefined,
  settings: Settings,
): cedar.EntityJson & { uid: cedar.TypeAndId } {
  const described = model === undefined ? undefined : settings.models[model]
  return {
    uid: { type: 'Model', id: model ?? '' },
    attrs: { name: model ?? '', known: model !== undefined, newest: described?.newest ?? false },
    parents: (described?.groups ?? []).map(id => ({ type: 'ModelGroup', id })),
  }
}

const campaignEntity = (campaign: CampaignFacts): cedar.EntityJson & { uid: cedar.TypeAndId } => ({
  uid: { type: 'Campaign', id: campaign.id },
  attrs: {
    confidence: decimal(Math.min(1, Math.max(0, campaign.confidence))),
    members: campaign.members,
    state: campaign.state,
  },
  parents: [],
})
