/** What a GenAI span says was asked and answered: today's message attributes, numbered ones, OpenInference, events. */
import { type Message, messagesOf, splitSystem, words } from './content.ts'
import type { Answer, Ask } from './dialects/dialect.ts'
import { toolsOf } from './dialects/tools.ts'
import { type Fields, fields, first, list, parsed, text } from './fields.ts'
import { attributesOf, numbered } from './otlp-attributes.ts'
import { paramsOf } from './params.ts'

/** Where one side of the talk is told, in order of trust: the first place that says anything is used, so nothing twice. */
interface Side {
  messages: readonly string[]
  numbered: readonly string[]
  event(event: Fields): Fields[]
  plain: readonly string[]
}

const request: Side = {
  messages: ['gen_ai.input.messages', 'gen_ai.request.messages'],
  numbered: ['gen_ai.prompt', 'llm.prompts', 'llm.input_messages'],
  event: eventTurn,
  plain: ['gen_ai.prompt', 'llm.prompts', 'input.value'],
}

const response: Side = {
  messages: ['gen_ai.output.messages', 'gen_ai.response.messages'],
  numbered: ['gen_ai.completion', 'llm.completions', 'llm.output_messages'],
  event: event => (event.name === 'gen_ai.choice' ? [choiceTurn(event)] : []),
  plain: ['gen_ai.completion', 'llm.completions', 'output.value'],
}

function told(side: Side, attributes: Fields, events: readonly Fields[]): unknown[] {
  const carriers = [attributes, ...events.map(event => attributesOf(event.attributes))]
  return firstOf(
    () => carriers.flatMap(from => structured(from, side.messages)),
    () => side.numbered.flatMap(prefix => numbered(attributes, prefix).map(plainTurn)),
    () => events.flatMap(side.event),
    () => carriers.flatMap(from => structured(from, side.plain)),
  )
}

function firstOf<T>(...sources: (() => T[])[]): T[] {
  for (const source of sources) {
    const found = source()
    if (found.length > 0) return found
  }
  return []
}

/** A list of messages, also as JSON text; plain text is one user turn. */
function structured(from: Fields, names: readonly string[]): unknown[] {
  const held = first(from, names, value =>
    value === '' || value === null || value === undefined ? undefined : parsed(value),
  )
  if (Array.isArray(held)) return held
  const inside = fields(held).messages
  return Array.isArray(inside) ? inside : held === undefined ? [] : [held]
}

/** OpenInference puts `message.` before each name and numbers the parts of a message. */
function plainTurn(item: Fields): Fields {
  const parts = numbered(item, 'message.contents').map(part => ({
    type: 'text',
    text: part['message_content.text'],
  }))
  const calls = [...numbered(item, 'tool_calls'), ...numbered(item, 'message.tool_calls')]
  return {
    role: item.role ?? item['message.role'],
    content: parsed(item.content ?? item['message.content'] ?? parts),
    finish_reason: item.finish_reason,
    tool_calls: calls.map(call => ({
      name: call.name ?? call['tool_call.function.name'] ?? call['function.name'],
    })),
  }
}

/** `gen_ai.user.message` and its kin: the role is in the event's name. */
function eventTurn(event: Fields): Fields[] {
  const role = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(text(event.name) ?? '')?.[1]
  if (role === undefined) return []
  const said = attributesOf(event.attributes)
  return [
    {
      role,
      content: parsed(said.content ?? fields(parsed(said.body)).content ?? said['gen_ai.event.content']),
    },
  ]
}

function choiceTurn(event: Fields): Fields {
  const choice = attributesOf(event.attributes)
  const message = fields(parsed(choice.message ?? choice['gen_ai.event.content']))
  return { ...message, content: message.content ?? choice.content, finish_reason: choice.finish_reason }
}

export function asked(attributes: Fields, events: readonly Fields[]): Ask {
  const turns: Message[] = told(request, attributes, events)
    .flatMap(messagesOf)
    .filter(turn => turn.content !== '')
  const { system, messages } = splitSystem(turns)
  const instructions = words(parsed(attributes['gen_ai.system_instructions'] ?? ''))
  return {
    system: [instructions, system].filter(said => said).join('\n\n') || undefined,
    messages,
    tools: tools(attributes),
    params: params(attributes),
  }
}

export function answered(attributes: Fields, events: readonly Fields[]): Answer {
  const turns = told(response, attributes, events).map(turn =>
    typeof turn === 'string' ? { content: turn } : fields(turn),
  )
  const parts = turns.flatMap(turn => list(turn.parts).map(fields))
  const calls = [
    ...turns.flatMap(turn => list(turn.tool_calls).map(fields)),
    ...parts.filter(part => part.type === 'tool_call'),
  ]
  const said = turns.map(turn => words(turn.content ?? turn.parts ?? turn)).filter(words => words !== '')
  const reasons = parsed(attributes['gen_ai.response.finish_reasons'])
  return {
    usage: {},
    text: said.join('\n\n') || undefined,
    stop_reason: text(list(reasons)[0]) ?? text(reasons) ?? text(turns[0]?.finish_reason),
    tool_calls: calls.flatMap(call => {
      const name = text(call.name) ?? text(fields(call.function).name)
      return name === undefined ? [] : [{ name }]
    }),
  }
}

function tools(attributes: Fields) {
  return toolsOf({
    tools: firstOf(
      () => [...list(parsed(attributes['gen_ai.tool.definitions']))],
      () =>
        ['llm.request.functions', 'gen_ai.request.functions']
          .flatMap(prefix => numbered(attributes, prefix))
          .map(tool => ({ ...tool, parameters: parsed(tool.parameters) })),
      () => numbered(attributes, 'llm.tools').map(tool => parsed(tool['tool.json_schema'])),
    ),
  })
}

/** `gen_ai.request.*` without the prefix is what the other readers know. */
function params(attributes: Fields): Fields {
  const renamed = Object.entries(attributes).map(([name, value]) => [
    name.replace(/^(gen_ai\.(openai\.)?request|llm\.request|llm)\./, ''),
    value,
  ])
  const known: Fields = Object.fromEntries(renamed)
  const invocation = fields(parsed(attributes['llm.invocation_parameters']))
  return paramsOf({
    ...known,
    n: known['choice.count'] ?? known.n,
    stream: known.is_streaming ?? known.stream,
    response_format: known.response_format ?? attributes['gen_ai.output.type'],
    ...invocation,
  })
}
