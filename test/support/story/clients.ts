/** Customers of the story: every account has the official SDK of one of the two APIs and sends what the world wrote. */
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { Exchange } from '../../../src/model/exchange.ts'

export type Outcome = 'answered' | 'refused' | 'limited' | 'failed'

export interface Sent {
  readonly outcome: Outcome
  /** The refusal's code and words, as the SDK gives them. */
  readonly code: unknown
  readonly message: string
}

const answered: Sent = { outcome: 'answered', code: undefined, message: '' }
const known = <T>(value: T | null | undefined): T | undefined => value ?? undefined
const numbers = (from: Exchange['params'], names: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    names.flatMap(name => (typeof from?.[name] === 'number' ? [[name, from[name]] as const] : [])),
  )

/** What the provider's edge knows of a call and hands to the gateway. */
const edge = ({ id, account, client, conversation }: Exchange): Record<string, string> => ({
  'x-story': id,
  'x-account': account,
  ...(client?.ip && { 'x-forwarded-for': client.ip }),
  ...(client?.ja4 && { 'x-ja4': client.ja4 }),
  ...(client?.user_agent && { 'user-agent': client.user_agent }),
  ...(conversation && { 'x-session-id': conversation }),
})

/** Sends one exchange of the world through the gateway. */
export async function send(gateway: string, exchange: Exchange): Promise<Sent> {
  try {
    await (usesAnthropic(exchange.account) ? byAnthropic(gateway, exchange) : byOpenAi(gateway, exchange))
    return answered
  } catch (error) {
    if (error instanceof OpenAI.APIError)
      return { outcome: outcomeOf(error.status), code: error.code, message: error.message }
    if (error instanceof Anthropic.APIError) {
      const body = error.error as { error?: { code?: unknown } } | undefined
      return { outcome: outcomeOf(error.status), code: body?.error?.code, message: error.message }
    }
    throw error
  }
}

const outcomeOf = (status: number | undefined): Outcome =>
  status === 403 ? 'refused' : status === 429 ? 'limited' : 'failed'

/** Half of the people, whoever they are: which SDK somebody uses says nothing. */
export const usesAnthropic = (account: string): boolean => account.charCodeAt(account.length - 1) % 2 === 0

const openAis = new Map<string, OpenAI>()
const anthropics = new Map<string, Anthropic>()

function held<T>(clients: Map<string, T>, account: string, make: () => T): T {
  const client = clients.get(account) ?? make()
  clients.set(account, client)
  return client
}

async function byOpenAi(gateway: string, exchange: Exchange): Promise<void> {
  const client = held(
    openAis,
    exchange.account,
    () => new OpenAI({ baseURL: `${gateway}/v1`, apiKey: `sk-${exchange.account}`, maxRetries: 0 }),
  )
  const { model, request, params } = exchange
  const effort = (params?.reasoning as { effort?: 'low' | 'medium' | 'high' } | undefined)?.effort
  const messages = [
    ...(request?.system ? [{ role: 'system', content: request.system }] : []),
    ...(request?.messages ?? []).map(turn =>
      turn.role === 'tool' ? { ...turn, tool_call_id: 'call_1' } : turn,
    ),
  ] as OpenAI.ChatCompletionMessageParam[]
  const asked = {
    model,
    messages,
    ...numbers(params, ['max_tokens', 'temperature', 'top_p']),
    ...(effort && { reasoning_effort: effort }),
    ...(request?.tools && {
      tools: request.tools.map(({ name, parameters }) => ({
        type: 'function' as const,
        function: { name, parameters: parameters as Record<string, unknown> },
      })),
    }),
  }
  const options = { headers: edge(exchange) }
  if (params?.stream !== true) await client.chat.completions.create(asked, options)
  else for await (const _ of await client.chat.completions.create({ ...asked, stream: true }, options));
}

async function byAnthropic(gateway: string, exchange: Exchange): Promise<void> {
  const client = held(
    anthropics,
    exchange.account,
    () => new Anthropic({ baseURL: gateway, apiKey: `sk-${exchange.account}`, maxRetries: 0 }),
  )
  const { model, request, params } = exchange
  const messages = (request?.messages ?? []).map(({ role, content }) =>
    role === 'tool'
      ? { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content }] }
      : { role, content },
  ) as Anthropic.MessageParam[]
  const asked = {
    model,
    messages,
    max_tokens: 4096,
    ...numbers(params, ['max_tokens', 'temperature', 'top_p']),
    ...(request?.system && { system: request.system }),
    ...(params?.reasoning !== undefined && { thinking: { type: 'enabled' as const, budget_tokens: 4096 } }),
    ...(request?.tools && {
      tools: request.tools.map(({ name, parameters }) => ({
        name,
        input_schema: (known(parameters) ?? { type: 'object' }) as Anthropic.Tool.InputSchema,
      })),
    }),
  }
  const options = { headers: edge(exchange), timeout: 60_000 }
  if (params?.stream !== true) await client.messages.create(asked, options)
  else for await (const _ of await client.messages.create({ ...asked, stream: true }, options));
}
