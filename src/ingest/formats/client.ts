/** What request headers say about the client. Names are compared without case; their order is kept where it is known. */
import type { Exchange } from '../../model/exchange.ts'
import { type Fields, fields, isFields, label } from './fields.ts'

export type Headers = ReadonlyMap<string, string>

/** Reads `{ name: value }`, `{ name: [value] }`, `[{ name, value }]` and `[[name, value]]`. */
export function headersOf(value: unknown): Headers {
  const pairs: [unknown, unknown][] = Array.isArray(value)
    ? value.map(item =>
        Array.isArray(item)
          ? [item[0], item[1]]
          : [fields(item).name ?? fields(item).key, fields(item).value],
      )
    : Object.entries(isFields(value) ? value : {})
  const headers = new Map<string, string>()
  for (const [name, held] of pairs) {
    const said = label(Array.isArray(held) ? held[0] : held)
    if (typeof name === 'string' && said !== undefined) headers.set(name.toLowerCase(), said)
  }
  return headers
}

/** Which SDK the headers admit to: Stainless (OpenAI, Anthropic, Groq …), Fern (Cohere …), Google, AWS. */
function sdkOf(headers: Headers): string | undefined {
  const get = (name: string) => headers.get(name)
  if (get('x-stainless-lang') !== undefined) {
    const said = [
      `${get('x-stainless-lang')}/${get('x-stainless-package-version') ?? '?'}`,
      `${get('x-stainless-runtime') ?? '?'}/${get('x-stainless-runtime-version') ?? '?'}`,
      `${get('x-stainless-os') ?? '?'}/${get('x-stainless-arch') ?? '?'}`,
    ]
    return `stainless ${said.join(' ')}`
  }
  if (get('x-fern-sdk-name') !== undefined)
    return `fern ${get('x-fern-language') ?? '?'} ${get('x-fern-sdk-name')}/${get('x-fern-sdk-version') ?? '?'}`
  return get('x-goog-api-client') ?? get('x-amz-user-agent') ?? get('x-ms-useragent') ?? get('x-sdk-version')
}

/** Added on the way by proxies, not by the client. */
const edgeMade =
  /^(x-forwarded-|x-envoy-|cf-|fly-|x-real-ip$|true-client-ip$|forwarded$|via$|x-amzn-trace-id$)/

/** Recorders that sort names lose the order; a sorted list would make strangers look alike. */
function orderOf(headers: Headers): string | undefined {
  const names = [...headers.keys()].filter(name => !edgeMade.test(name))
  const sorted = names.every((name, position) => position === 0 || (names[position - 1] ?? '') <= name)
  return names.length < 3 || sorted ? undefined : names.join(',')
}

const addressHeaders = ['cf-connecting-ip', 'true-client-ip', 'fly-client-ip', 'x-real-ip', 'x-forwarded-for']

export const addressOf = (value: unknown): string | undefined => {
  const address = typeof value === 'string' ? (value.split(',')[0] ?? '').trim() : ''
  const bare = /^\[(.+)\](:\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  return /^[0-9a-f:.]{3,45}$/i.test(bare) && /[.:]/.test(bare) ? bare : undefined
}

const forwarded = (headers: Headers): string | undefined =>
  addressHeaders.map(name => addressOf(headers.get(name))).find(address => address !== undefined)

/** `record` may name the address itself, as an access log does. */
export function clientOf(headers: Headers, record: Fields = {}): NonNullable<Exchange['client']> {
  const named = ['client_ip', 'clientIp', 'remote_addr', 'remote_ip', 'ip', 'source_ip'].map(name =>
    addressOf(record[name]),
  )
  return {
    ip: named.find(address => address !== undefined) ?? forwarded(headers),
    ja4: headers.get('x-ja4') ?? headers.get('cf-ja4'),
    user_agent: headers.get('user-agent'),
    sdk: sdkOf(headers),
    header_order: orderOf(headers),
    timezone: headers.get('x-timezone'),
  }
}
