/** LiteLLM spend logs: rows of its database or of its `/spend/logs` answer; `metadata` and bodies are JSON in text. */
import { guarded } from './assemble.ts'
import { fields, list } from './fields.ts'
import type { Format } from './format.ts'
import { isNamed, litellmCall } from './litellm-call.ts'

const marks = ['request_id', 'call_type', 'startTime', 'spend']

const rows = (record: unknown) => {
  const paged = fields(record).data
  return (Array.isArray(record) ? record : Array.isArray(paged) ? list(paged) : [record]).map(fields)
}

export const litellmSpend: Format = {
  id: 'litellm-spend',
  title: 'LiteLLM spend logs',
  detect: records => rows(records[0]).some(row => isNamed(row, marks)),
  parse: guarded((record, context) =>
    rows(record).flatMap((row, part) =>
      isNamed(row, ['request_id'])
        ? litellmCall(row, context, part)
        : [{ reason: 'no spend log row: request_id or call_type is missing' }],
    ),
  ),
}
