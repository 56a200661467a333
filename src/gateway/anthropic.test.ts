/** The official Anthropic SDK through the gateway. */
import Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowed, gatewayUnderTest, type UnderTest } from '../../test/support/gateway-under-test.ts'

let gateway: UnderTest
let client: Anthropic

beforeAll(async () => {
  gateway = await gatewayUnderTest()
  client = new Anthropic({ baseURL: gateway.url, apiKey: 'sk-ant-secret', maxRetries: 0 })
})
afterAll(() => gateway.close())

const asked = {
  model: 'model-1',
  max_tokens: 64,
  system: 'Answer in one line.',
  messages: [{ role: 'user' as const, content: 'How is the weather?' }],
}
const tool = {
  name: 'get_weather',
  input_schema: { type: 'object' as const, properties: { city: { type: 'string' } } },
}
const last = async () => (await gateway.recorded()).at(-1)

test('a message arrives whole and is recorded', async () => {
  const answer = await client.messages.create(asked)
  expect(answer.content.at(-1)).toMatchObject({ type: 'text' })
  expect(await last()).toMatchObject({
    model: 'model-1',
    status: 200,
    params: { max_tokens: 64 },
    request: { system: 'Answer in one line.', messages: [{ role: 'user', content: 'How is the weather?' }] },
    usage: { input_tokens: 21, cached_tokens: 4, output_tokens: 12 },
    response: { stop_reason: 'end_turn' },
  })
  expect(JSON.stringify(await gateway.recorded())).not.toContain('sk-ant-secret')
})

test('a stream with thinking, text and tools passes and is recorded as the whole it makes', async () => {
  const final = await client.messages.stream(asked).finalMessage()
  expect(final.content[0]).toMatchObject({
    type: 'thinking',
    thinking: 'hidden thoughts',
    signature: 'c2lnbmVk',
  })
  const said = final.content[1]?.type === 'text' ? final.content[1].text : ''
  expect(said).toContain('word11')
  expect(await last()).toMatchObject({
    response: { text: said, stop_reason: 'end_turn' },
    usage: { input_tokens: 21, output_tokens: 12 },
  })
  const called = await client.messages.stream({ ...asked, tools: [tool] }).finalMessage()
  expect(called.content[1]).toMatchObject({ type: 'tool_use', input: { city: 'Oslo' } })
  expect(await last()).toMatchObject({
    response: { tool_calls: [{ name: 'get_weather' }], stop_reason: 'tool_use' },
  })
})

test('an account that must verify gets Anthropic’s permission error', async () => {
  gateway.decided = () => ({ ...allowed, decision: 'verify', measure: 'verify' })
  const refused = await client.messages.create(asked).catch(error => error)
  gateway.decided = () => allowed
  expect(refused).toBeInstanceOf(Anthropic.PermissionDeniedError)
  expect(refused.type).toBe('permission_error')
  expect(refused.error).toMatchObject({ type: 'error', error: { code: 'verification_required' } })
  expect(refused.requestID).toBe((await last())?.id)
})

test('raw reasoning withheld leaves a message that the SDK reads and can send back', async () => {
  gateway.decided = () => ({
    ...allowed,
    decision: 'limit',
    measure: 'withhold',
    withhold: ['raw-reasoning'],
  })
  const whole = await client.messages.create(asked)
  const streamed = await client.messages.stream(asked).finalMessage()
  gateway.decided = () => allowed
  const thought = { type: 'thinking', thinking: '', signature: 'c2lnbmVk' }
  expect(whole.content[0]).toEqual(thought)
  expect(streamed.content[0]).toEqual(thought)
  expect(streamed.content[1]).toMatchObject({ type: 'text', text: expect.stringContaining('word11') })
  expect(JSON.stringify([whole, streamed])).not.toContain('hidden')
})
