/** Which column a signal's value stands in, so that single values can be asked for without reading the others. */
import { z } from 'zod'
import { defineQuery } from '../query.ts'

/** The values asked for, by column; hashes as decimal text. */
const askedShape = {
  templates: z.array(z.string()),
  openings: z.array(z.string()),
  closings: z.array(z.string()),
  systems: z.array(z.string()),
  toolsets: z.array(z.string()),
  profiles: z.array(z.string()),
  conversations: z.array(z.string()),
  sessions: z.array(z.string()),
  addresses: z.array(z.string()),
  prefixes: z.array(z.string()),
  devices: z.array(z.string()),
  clients: z.array(z.string()),
}
export type AskedValues = Record<keyof typeof askedShape, string[]>

/** Who showed what, how often: the rows of both questions about holdings. */
export const showedRow = z.object({
  account: z.string(),
  signal: z.string(),
  value: z.string(),
  uses: z.coerce.number(),
})

export const earlierHoldings = defineQuery(new URL('./earlier-holdings.sql', import.meta.url), {
  params: z.object({ until: z.string(), ...askedShape }),
  row: showedRow,
})

export const askNothing = (): AskedValues =>
  Object.fromEntries(Object.keys(askedShape).map(name => [name, []])) as unknown as AskedValues

const number = (hex: string): string => BigInt(`0x${hex}`).toString()

/**
 * A value is an address without the first `::ffff:` of its text, which an IPv6 address may have elsewhere than a mapped
 * IPv4 one: without `::` and not of eight groups, it cannot be read back.
 */
const address = (value: string): string | undefined =>
  !value.includes(':') || value.includes('::') || value.split(':').length === 8 ? value : undefined

type Place = readonly [column: keyof AskedValues, text: string | undefined]

/** By signal; one that is not here is asked as a whole. */
const placeOf: Readonly<Record<string, (value: string) => Place>> = {
  'shared-template': value => {
    const hex = value.slice(value.indexOf(' ') + 1)
    if (value.startsWith('whole ')) return ['templates', number(hex)]
    return [value.startsWith('opening ') ? 'openings' : 'closings', number(hex)]
  },
  'travelling-session': value =>
    value.startsWith('conversation ')
      ? ['conversations', number(value.slice('conversation '.length))]
      : ['sessions', number(value.slice('opening text '.length))],
  'shared-system-prompt': value => ['systems', number(value)],
  'shared-toolset': value => ['toolsets', number(value)],
  'parameter-profile': value => ['profiles', number(value)],
  'shared-address': value => ['addresses', address(value)],
  'shared-prefix': value => ['prefixes', address(value)],
  'shared-device': value => ['devices', value],
  'client-bundle': value => ['clients', value],
}

export const canAsk = (signal: string): boolean => placeOf[signal] !== undefined

/** Adds a value to what is asked for; false where it cannot be. */
export function ask(asked: AskedValues, signal: string, value: string): boolean {
  const [column, text] = placeOf[signal]?.(value) ?? []
  if (column === undefined || text === undefined) return false
  asked[column].push(text)
  return true
}
