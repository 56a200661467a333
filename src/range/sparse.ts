/** What a provider may not have or may not keep: how a world's records look without one of their sources. */

type Fields = Readonly<Record<string, unknown>>

export interface SparseWorld {
  readonly id: string
  readonly what: string
  /** The exchange as such a provider would log it. */
  readonly exchange?: (record: Fields) => Fields
  /** The account line; undefined where there is none. */
  readonly account?: (record: Fields) => Fields | undefined
}

const hour = 3_600_000

function without(record: Fields, ...names: readonly string[]): Fields {
  const left = { ...record }
  for (const name of names) delete left[name]
  return left
}

/** Keeps only, or leaves out, fields of `client`. */
function withClient(record: Fields, isKept: (name: string) => boolean): Fields {
  const { client } = record
  if (typeof client !== 'object' || client === null) return record
  const kept = Object.entries(client).filter(([name]) => isKept(name))
  return { ...record, client: Object.fromEntries(kept) }
}

const ofNetwork = new Set(['ip', 'rtt_ms', 'tls_rtt_ms'])

function toTheHour(record: Fields): Fields {
  const { time } = record
  const ms = typeof time === 'number' ? time : Date.parse(String(time))
  return Number.isFinite(ms)
    ? { ...record, time: new Date(Math.floor(ms / hour) * hour).toISOString() }
    : record
}

export const sparseWorlds = [
  {
    id: 'metadata',
    what: 'metadata only: no texts, no sketches, no sessions',
    exchange: record => without(record, 'request', 'response', 'sketch', 'conversation', 'turn'),
  },
  { id: 'no-accounts', what: 'no account table', account: () => undefined },
  {
    id: 'no-network',
    what: 'no network data: no addresses, no round-trip times',
    exchange: record => withClient(record, name => !ofNetwork.has(name)),
    account: record => without(record, 'signup_ip'),
  },
  {
    id: 'no-client',
    what: 'no client data: no fingerprint, agent or device',
    exchange: record => withClient(record, name => ofNetwork.has(name)),
    account: record => without(record, 'signup_user_agent', 'signup_ja4', 'signup_device'),
  },
  { id: 'no-response', what: 'no answers', exchange: record => without(record, 'response') },
  { id: 'hourly', what: 'times rounded down to the hour', exchange: toTheHour },
] as const satisfies readonly SparseWorld[]
