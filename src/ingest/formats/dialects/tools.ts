/** Tool declarations of every provider as name, description, parameters. */
import { type Fields, fields, isFields, list, text } from '../fields.ts'
import type { Tool } from './dialect.ts'

/** OpenAI wraps in `function`, Converse in `toolSpec`; Anthropic and the responses API are flat. */
function toolOf(value: unknown): Tool[] {
  const wrapped = fields(value)
  const declared = wrapped.functionDeclarations ?? wrapped.function_declarations
  if (Array.isArray(declared)) return declared.flatMap(toolOf)
  const tool = fields(isFields(wrapped.function) ? wrapped.function : (wrapped.toolSpec ?? wrapped))
  const name = text(tool.name) ?? text(tool.type)
  if (name === undefined) return []
  const schema =
    tool.parameters ?? tool.input_schema ?? fields(tool.inputSchema).json ?? tool.parameter_definitions
  const described = text(tool.description)
  return [
    {
      name,
      ...(described === undefined ? {} : { description: described }),
      ...(isFields(schema) ? { parameters: schema } : {}),
    },
  ]
}

export const toolsOf = (request: Fields): Tool[] =>
  [...list(request.tools), ...list(request.functions), ...list(fields(request.toolConfig).tools)].flatMap(
    toolOf,
  )
