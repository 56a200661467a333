/** One draft becomes one line of `exchanges.jsonl`, in the contract's names. */
import type { Draft } from './traffic.ts'

/** The line without its id, which is given when lines are put in order. */
export function renderDraft(account: string, draft: Draft): string {
  let line = `"time":"${new Date(draft.time).toISOString()}","account":"${account}"`
  if (draft.key !== undefined) line += `,"key":"${draft.key}"`
  if (draft.conversation !== undefined)
    line += `,"conversation":"${draft.conversation}","turn":${draft.turn ?? 0}`
  line += `,"pathway":"${draft.pathway}","model":"${draft.model}","status":${draft.status},"duration_ms":${draft.durationMs}`
  line += `,"client":${draft.client},"usage":{"input_tokens":${draft.inputTokens},"output_tokens":${draft.outputTokens}`
  if (draft.cachedTokens) line += `,"cached_tokens":${draft.cachedTokens}`
  if (draft.reasoningTokens) line += `,"reasoning_tokens":${draft.reasoningTokens}`
  line += `},"params":${draft.params},"request":{`
  if (draft.system !== '') line += `"system":${draft.system},`
  line += `"messages":${draft.messages}`
  if (draft.tools !== '') line += `,"tools":${draft.tools}`
  line += `},"response":{"text":${JSON.stringify(draft.answer)},"stop_reason":"${draft.stop}"`
  if (draft.toolCall !== undefined) line += `,"tool_calls":[{"name":${JSON.stringify(draft.toolCall)}}]`
  return `${line}}}\n`
}
