/** LiteLLM's standard logging payload, as its callbacks and object-storage loggers write it: one object a call. */
import { guarded } from './assemble.ts'
import { fields, isFields, list } from './fields.ts'
import type { Format } from './format.ts'
import { isNamed, litellmCall } from './litellm-call.ts'

const marks = ['id', 'call_type', 'messages', 'model_parameters']

/** Custom callbacks pass the payload inside their keyword arguments. */
const payloads = (record: unknown) =>
  (Array.isArray(record) ? list(record) : [record]).map(item =>
    fields(fields(item).standard_logging_object ?? item),
  )

export const litellmStandard: Format = {
  id: 'litellm-standard',
  title: 'LiteLLM standard logging payload',
  detect: records => payloads(records[0]).some(payload => isNamed(payload, marks)),
  parse: guarded((record, context) =>
    payloads(record).flatMap((payload, part) =>
      isFields(payload) && isNamed(payload, ['call_type'])
        ? litellmCall(payload, context, part)
        : [{ reason: 'no LiteLLM payload: call_type is missing' }],
    ),
  ),
}
