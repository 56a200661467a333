/** Client software: browsers, apps, SDKs and plain HTTP, with fingerprints by product, version and platform. */
import { pick, type Rng, randomInt } from '../rng.ts'
import { chance, namedRng, randomHex, weighted } from './draw.ts'
import type { Place } from './places.ts'

/** What one installation shows on every call. */
export interface ClientIdentity {
  readonly ja4: string
  readonly userAgent: string
  readonly sdk?: string | undefined
  readonly headerOrder: string
  readonly timezone?: string | undefined
  readonly device?: string | undefined
  readonly pathway: 'api' | 'app'
  /** Network round trip from the place to the edge, typical. */
  readonly rttMs: number
  /** What TLS takes beyond it: somebody in between ends the TCP connection, as proxies of all kinds do. */
  readonly extraTlsMs: number
  /** Whether calls carry a conversation id. */
  readonly tellsConversation: boolean
}

/** One customer in fifteen sits behind a company's, carrier's or satellite operator's own proxy. */
const drawExtraTls = (rng: Rng): number => (chance(rng, 0.07) ? 20 + rng() * 230 : 0)

/** JA4 has a readable head and two truncated hashes; the same build always gives the same one. */
export function ja4Of(build: string, head = 't13d1516h2'): string {
  const rng = namedRng(0x1a4, build)
  return `${head}_${randomHex(rng, 12)}_${randomHex(rng, 12)}`
}

const platforms = [
  ['Windows NT 10.0; Win64; x64', 5],
  ['Macintosh; Intel Mac OS X 10_15_7', 3],
  ['X11; Linux x86_64', 1],
  ['Linux; Android 15; K', 3],
  ['iPhone; CPU iPhone OS 19_2 like Mac OS X', 3],
] as const

function browser(rng: Rng): { ja4: string; userAgent: string } {
  const platform = weighted(rng, platforms)
  const name = platform.startsWith('iPhone')
    ? 'Safari'
    : weighted(rng, [
        ['Chrome', 6],
        ['Firefox', 1],
        ['Edg', 1],
      ] as const)
  const version = randomInt(rng, 138, 146) - (chance(rng, 0.1) ? randomInt(rng, 3, 25) : 0)
  const engine =
    name === 'Firefox'
      ? `Gecko/20100101 Firefox/${version}.0`
      : name === 'Safari'
        ? `AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.2 Mobile/15E148 Safari/604.1`
        : `AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36${name === 'Edg' ? ` Edg/${version}.0.0.0` : ''}`
  return {
    ja4: ja4Of(`${name}/${Math.floor(version / 6)}`, name === 'Firefox' ? 't13d1715h2' : 't13d1516h2'),
    userAgent: `Mozilla/5.0 (${platform}) ${engine}`,
  }
}

/** Somebody in the provider's own web page or app. */
export function browserClient(rng: Rng, place: Place): ClientIdentity {
  const { ja4, userAgent } = browser(rng)
  return {
    ja4,
    userAgent,
    headerOrder: userAgent.includes('Firefox') ? 'h-ff-1' : 'h-cr-1',
    timezone: place.timezone,
    device: `web_${randomHex(rng, 20)}`,
    pathway: 'app',
    rttMs: randomInt(rng, 12, 180),
    extraTlsMs: drawExtraTls(rng),
    tellsConversation: true,
  }
}

const sdks = [
  ['python-sdk', 'vega-python', ['0.41.0', '0.42.1', '0.43.0', '0.45.2', '0.46.0'], 8],
  ['node-sdk', 'vega-node', ['0.36.2', '0.37.0', '0.39.1', '0.40.0'], 6],
  ['go-sdk', 'vega-go', ['1.4.0', '1.5.1', '1.6.0'], 1],
  ['java-sdk', 'vega-java', ['1.1.0', '1.2.0'], 1],
  ['openai-compatible', 'OpenAI/Python', ['1.88.0', '1.95.1', '2.1.0', '2.3.0'], 4],
  ['langchain', 'langchain', ['0.3.27', '0.3.31', '1.0.2'], 2],
  ['requests', 'python-requests', ['2.31.0', '2.32.3', '2.32.4'], 2],
  ['curl', 'curl', ['7.81.0', '8.5.0', '8.9.1'], 1],
  ['axios', 'axios', ['1.7.9', '1.8.4', '1.12.0'], 1],
] as const

const runtimes = [
  '3.10.12',
  '3.11.9',
  '3.12.3',
  '3.12.7',
  '3.13.1',
  '20.18.1',
  '22.11.0',
  '22.14.0',
  '24.3.0',
] as const

/** Code that calls the API; servers report no time zone, and half send an installation id. */
export function sdkClient(rng: Rng): ClientIdentity {
  const [sdk, agent, versions] = weighted(
    rng,
    sdks.map(entry => [entry, entry[3]] as const),
  )
  const version = pick(rng, versions)
  const runtime = pick(rng, runtimes)
  return {
    ja4: ja4Of(`${agent}/${runtime.slice(0, 4)}`, 't13d1812h1'),
    userAgent: `${agent}/${version} (${pick(rng, ['Linux', 'Linux', 'MacOS', 'Windows'] as const)}; ${runtime})`,
    sdk: `${sdk}/${version}`,
    headerOrder: `h-${agent}`,
    pathway: 'api',
    rttMs: randomInt(rng, 2, 90),
    extraTlsMs: drawExtraTls(rng) * 0.5,
    tellsConversation: chance(rng, 0.5),
  }
}

/** One installation of a coding agent. */
export function agentClient(rng: Rng, product: string, place: Place): ClientIdentity {
  const version = `${randomInt(rng, 1, 2)}.${randomInt(rng, 0, 9)}.${randomInt(rng, 0, 12)}`
  const system = pick(rng, ['darwin-arm64', 'darwin-arm64', 'linux-x64', 'win32-x64'] as const)
  return {
    ja4: ja4Of(`${product}/${system}`, 't13d1517h2'),
    userAgent: `${product}/${version} (${system})`,
    sdk: `node-sdk/${pick(rng, ['0.39.1', '0.40.0'] as const)}`,
    headerOrder: `h-${product}`,
    timezone: chance(rng, 0.7) ? place.timezone : undefined,
    device: chance(rng, 0.8) ? randomHex(rng, 32) : undefined,
    pathway: 'api',
    rttMs: randomInt(rng, 15, 190),
    extraTlsMs: drawExtraTls(rng),
    tellsConversation: true,
  }
}

/** The part of an exchange's `client` that never changes, as JSON after the address. */
export function clientFragment(client: ClientIdentity): string {
  const fields = [
    `"ja4":${JSON.stringify(client.ja4)}`,
    `"user_agent":${JSON.stringify(client.userAgent)}`,
    client.sdk === undefined ? '' : `"sdk":${JSON.stringify(client.sdk)}`,
    `"header_order":${JSON.stringify(client.headerOrder)}`,
    client.timezone === undefined ? '' : `"timezone":${JSON.stringify(client.timezone)}`,
    client.device === undefined ? '' : `"device":${JSON.stringify(client.device)}`,
  ]
  return fields.filter(field => field !== '').join(',')
}

/** `client` as written: address, fixed part, and the round trips of this call. */
export function clientJson(rng: Rng, ip: string, fragment: string, rttMs: number, extraTlsMs = 0): string {
  const rtt = Math.round(rttMs * (0.85 + rng() * 0.4) * 10) / 10
  const tls = Math.round((rtt + extraTlsMs) * (1 + rng() * 0.1) * 10) / 10
  return `{"ip":"${ip}",${fragment},"rtt_ms":${rtt},"tls_rtt_ms":${tls}}`
}
