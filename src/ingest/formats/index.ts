/** The foreign formats, asked in this order: the first whose `detect` says yes reads the file. */
import { agentTrace } from './agent-trace.ts'
import type { Format } from './format.ts'
import { httpExchange } from './http-exchange.ts'

export const formats: readonly Format[] = [httpExchange, agentTrace]
