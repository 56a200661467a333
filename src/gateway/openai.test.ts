/** The official OpenAI SDK through the gateway: it must not notice that anything stands between. */
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowed, gatewayUnderTest, type UnderTest } from '../../test/support/gateway-under-test.ts'

let gateway: UnderTest
let client: OpenAI

beforeAll(async () => {
  gateway = await gatewayUnderTest()
  client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'sk-test-secret', maxRetries: 0 })
})
afterAll(() => gateway.close())

const messages = [
  { role: 'system' as const, content: 'Answer in one line.' },
  { role: 'user' as const, content: 'How is the weather?' },
]
const tool = {
  type: 'function' as const,
  function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}
const last = async () => (await gateway.recorded()).at(-1)

test('a chat completion arrives whole and is recorded with its words, usage and end', async () => {
  const answer = await client.chat.completions.create({ model: 'model-1', messages, temperature: 0.5 })
  expect(answer.choices[0]?.message.content).toContain('word11')
  const recorded = await last()
  expect(recorded).toMatchObject({
    model: 'model-1',
    status: 200,
    pathway: 'api',
    params: { temperature: 0.5 },
    usage: { input_tokens: 21, output_tokens: 12, cached_tokens: 4, reasoning_tokens: 3 },
    request: { system: 'Answer in one line.', messages: [{ role: 'user', content: 'How is the weather?' }] },
    response: { stop_reason: 'stop' },
    client: { ip: '127.0.0.1' },
  })
  expect(recorded?.response?.text).toContain('word11')
  expect(recorded?.client?.user_agent).toMatch(/openai/i)
  expect(recorded?.client?.sdk).toMatch(/^stainless js/)
  expect(recorded?.client?.header_order).toContain('x-stainless-lang')
  expect(recorded).not.toHaveProperty('decision')
})

test('no secret enters a record, and the same key is the same account', async () => {
  await client.chat.completions.create({ model: 'model-1', messages })
  const records = await gateway.recorded()
  expect(JSON.stringify(records)).not.toContain('sk-test-secret')
  const accounts = new Set(records.map(({ account }) => account))
  expect(accounts.size).toBe(1)
  expect([...accounts][0]).toMatch(/^key-[0-9a-f]{24}$/)
})

test('a stream passes chunk by chunk and is recorded as the whole it makes', async () => {
  const stream = await client.chat.completions.create({ model: 'model-1', messages, stream: true })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  expect(text.trim().split(' ')).toHaveLength(12)
  expect(await last()).toMatchObject({
    params: { stream: true },
    usage: { input_tokens: 21, output_tokens: 12 },
    response: { text: text, stop_reason: 'stop' },
  })
})

test('tool calls pass in both forms and are recorded by name', async () => {
  const whole = await client.chat.completions.create({ model: 'model-1', messages, tools: [tool] })
  expect(whole.choices[0]?.message.tool_calls?.[0]).toMatchObject({
    function: { arguments: '{"city":"Oslo"}' },
  })
  const stream = client.chat.completions.stream({ model: 'model-1', messages, tools: [tool] })
  const final = await stream.finalChatCompletion()
  expect(final.choices[0]?.message.tool_calls?.[0]).toMatchObject({
    function: { arguments: '{"city":"Oslo"}' },
  })
  const records = (await gateway.recorded()).slice(-2)
  expect(records.map(({ response }) => response?.tool_calls)).toEqual([
    [{ name: 'get_weather' }],
    [{ name: 'get_weather' }],
  ])
  expect(records[0]?.request?.tools?.[0]?.name).toBe('get_weather')
})

test('the responses API passes, streamed or not', async () => {
  const whole = await client.responses.create({ model: 'model-1', input: 'hello', instructions: 'Be brief.' })
  expect(whole.output_text).toContain('word11')
  expect(await last()).toMatchObject({
    request: { system: 'Be brief.' },
    response: { text: whole.output_text, stop_reason: 'completed' },
    usage: { input_tokens: 21, output_tokens: 12, reasoning_tokens: 3 },
  })
  let text = ''
  for await (const event of await client.responses.create({ model: 'model-1', input: 'hello', stream: true }))
    if (event.type === 'response.output_text.delta') text += event.delta
  expect(text).toBe(whole.output_text)
  expect((await last())?.response?.text).toBe(text)
})

test('embeddings and lists of models pass through unrecorded', async () => {
  const before = (await gateway.recorded()).length
  const made = await client.embeddings.create({ model: 'model-1', input: 'hello', encoding_format: 'float' })
  expect(made.data[0]?.embedding).toEqual([0.25, -0.5, 1])
  expect((await client.models.list()).data[0]?.id).toBe('model-1')
  expect(await gateway.recorded()).toHaveLength(before)
})

test('errors of the upstream arrive as they are, and a key it does not know is not recorded', async () => {
  const limited = await client.chat.completions.create({ model: 'fails-429', messages }).catch(error => error)
  expect(limited).toBeInstanceOf(OpenAI.RateLimitError)
  expect(limited.headers.get('retry-after')).toBe('7')
  expect(await last()).toMatchObject({ status: 429 })
  const broken = await client.chat.completions.create({ model: 'fails-500', messages }).catch(error => error)
  expect(broken).toBeInstanceOf(OpenAI.InternalServerError)
  const before = (await gateway.recorded()).length
  await expect(client.chat.completions.create({ model: 'fails-401', messages })).rejects.toBeInstanceOf(
    OpenAI.AuthenticationError,
  )
  expect(await gateway.recorded()).toHaveLength(before)
})

test('an answer that breaks off is a broken connection for the client, never a short answer', async () => {
  const stream = await client.chat.completions.create({ model: 'breaks-off', messages, stream: true })
  const read = async () => {
    for await (const _ of stream);
  }
  await expect(read()).rejects.toThrow()
  expect(await last()).toMatchObject({ response: { text: 'half', stop_reason: 'upstream_broke_off' } })
})

test('a blocked account gets the API’s own permission error, the upstream hears nothing, the record says so', async () => {
  const asked = gateway.upstream.seen.length
  gateway.decided = () => ({
    ...allowed,
    decision: 'block',
    measure: 'suspend',
    campaign: 'c-1',
    reasons: [{ code: 'campaign/contained', text: 'It belongs to a contained campaign.' }],
  })
  const refused = await client.chat.completions.create({ model: 'model-1', messages }).catch(error => error)
  const embedded = await client.embeddings.create({ model: 'model-1', input: 'x' }).catch(error => error)
  gateway.decided = () => allowed
  expect(refused).toBeInstanceOf(OpenAI.PermissionDeniedError)
  expect(refused.code).toBe('account_suspended')
  expect(refused.message).toContain('https://provider.example/appeals')
  expect(JSON.stringify(refused.error)).not.toContain('c-1')
  expect(embedded).toBeInstanceOf(OpenAI.PermissionDeniedError)
  expect(gateway.upstream.seen).toHaveLength(asked)
  expect(await last()).toMatchObject({
    status: 403,
    id: refused.requestID,
    decision: { decision: 'block', refused: true, campaign: 'c-1' },
    response: { stop_reason: 'refused' },
  })
})

test('a spent budget is 429 with the time to wait, which the SDK keeps to', async () => {
  let asked = 0
  gateway.decided = () => {
    asked += 1
    return asked > 1 ? allowed : { ...allowed, decision: 'limit', measure: 'limit', retry_after_ms: 30 }
  }
  const patient = client.withOptions({ maxRetries: 1 })
  const answer = await patient.chat.completions.create({ model: 'model-1', messages })
  gateway.decided = () => allowed
  expect(asked).toBe(2)
  expect(answer.choices).toHaveLength(1)
  const records = (await gateway.recorded()).slice(-2)
  expect(records.map(({ status }) => status)).toEqual([429, 200])
})

test('every decision is settled with what was spent, and a failed call costs nothing', async () => {
  const before = gateway.settled.length
  gateway.decided = () => ({ ...allowed, decision: 'limit', measure: 'limit', reservation: 'r-1' })
  await client.chat.completions.create({ model: 'model-1', messages })
  await client.chat.completions.create({ model: 'fails-500', messages }).catch(() => undefined)
  await gateway.recorded()
  gateway.decided = () => allowed
  expect(gateway.settled.slice(before).map(({ spent }) => spent)).toEqual([
    { input_tokens: 21, output_tokens: 12 },
    { input_tokens: 0, output_tokens: 0 },
  ])
})

test('what is withheld is gone from every form of an answer, and the rest stays as it was', async () => {
  gateway.decided = () => ({
    ...allowed,
    decision: 'limit',
    measure: 'withhold',
    withhold: ['raw-reasoning', 'logprobs'],
  })
  const whole = await client.chat.completions.create({ model: 'model-1', messages, logprobs: true })
  const events: unknown[] = []
  const stream = await client.chat.completions.create({
    model: 'model-1',
    messages,
    logprobs: true,
    stream: true,
  })
  for await (const chunk of stream) events.push(chunk)
  const response = await client.responses.create({ model: 'model-1', input: 'hello' })
  const spoken: unknown[] = []
  for await (const event of await client.responses.create({ model: 'model-1', input: 'hello', stream: true }))
    spoken.push(event)
  gateway.decided = () => allowed
  expect(whole.choices[0]?.message.content).toContain('word11')
  expect(response.output_text).toContain('word11')
  const all = JSON.stringify([whole, events, response, spoken])
  expect(all).not.toContain('hidden thoughts')
  expect(all).not.toContain('"logprob":')
  expect(all).toContain('"finish_reason":"stop"')
  expect(await last()).toMatchObject({ decision: { decision: 'limit', measure: 'withhold' } })
})
