/** The foreign formats, asked in this order: the first whose `detect` says yes reads the file. */
import { agentTrace } from './agent-trace.ts'
import { bedrockLog } from './bedrock-log.ts'
import type { Format } from './format.ts'
import { httpExchange } from './http-exchange.ts'
import { litellmSpend } from './litellm-spend.ts'
import { litellmStandard } from './litellm-standard.ts'
import { otlp } from './otlp.ts'

export const formats: readonly Format[] = [
  bedrockLog,
  litellmSpend,
  litellmStandard,
  otlp,
  httpExchange,
  agentTrace,
]
