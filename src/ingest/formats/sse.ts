/** Server-sent events, as the HTML standard reads them (§ 9.2.6), without the reconnection parts. */

export interface ServerSentEvent {
  event: string
  data: string
}

/** The events of a stream that carry data; empty when the text is no event stream. */
export function serverSentEvents(text: string): ServerSentEvent[] {
  if (!/^(\uFEFF)?\s*(data|event|id|retry)?:/.test(text)) return []
  const events: ServerSentEvent[] = []
  let event = ''
  let data: string[] = []
  for (const line of [...text.split(/\r\n|\r|\n/), '']) {
    if (line === '') {
      if (data.length > 0) events.push({ event, data: data.join('\n') })
      event = ''
      data = []
      continue
    }
    const colon = line.indexOf(':')
    const name = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'data') data.push(value)
    if (name === 'event') event = value
  }
  return events
}
