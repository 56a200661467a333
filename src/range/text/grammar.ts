/** A small text grammar: named lists of templates with `{slots}`; composition gives far more texts than lines. */
import { type Rng, randomInt } from '../../rng.ts'

type Part = string | { readonly slot: string }
type Compiled = readonly (readonly Part[])[]

/** Values fixed for one text, such as the topic of a conversation. */
export type Bindings = Readonly<Record<string, string>>

export interface Grammar {
  /** One text of the named list. */
  say(list: string, rng: Rng, bindings?: Bindings): string
  /** How many templates a list has. */
  size(list: string): number
  has(list: string): boolean
}

const built: Record<string, (rng: Rng) => string> = {
  d: rng => String(randomInt(rng, 2, 9)),
  n: rng => String(randomInt(rng, 10, 99)),
  nn: rng => String(randomInt(rng, 100, 9800)),
  year: rng => String(randomInt(rng, 1995, 2026)),
  dec: rng => (rng() * 90 + 1).toFixed(2),
}

function compile(template: string): Part[] {
  return template
    .split(/(\{[A-Za-z0-9_]+\})/)
    .filter(part => part !== '')
    .map(part => (part.startsWith('{') && part.endsWith('}') ? { slot: part.slice(1, -1) } : part))
}

/**
 * Lists may be arrays or one string with `|` between entries. `{d}` `{n}` `{nn}` `{year}` `{dec}` are numbers.
 * @example makeGrammar({ ask: ['How do I {verb} it?'], verb: 'cut|paint' }).say('ask', rng)
 */
export function makeGrammar(lists: Readonly<Record<string, readonly string[] | string>>): Grammar {
  const compiled = new Map<string, Compiled>()
  for (const [name, entries] of Object.entries(lists)) {
    compiled.set(name, (typeof entries === 'string' ? entries.split('|') : entries).map(compile))
  }
  // A second subject is drawn from the same list as the first, whatever the first was bound to.
  const topics = compiled.get('topic')
  if (topics !== undefined) compiled.set('topic2', topics)
  const say = (list: string, rng: Rng, bindings?: Bindings): string => {
    const entries = compiled.get(list)
    if (entries === undefined) throw new RangeError(`grammar has no list ${list}`)
    const parts = entries[Math.floor(rng() * entries.length)] ?? []
    let text = ''
    for (const part of parts) {
      if (typeof part === 'string') text += part
      else text += bindings?.[part.slot] ?? built[part.slot]?.(rng) ?? say(part.slot, rng, bindings)
    }
    return text
  }
  return { say, size: list => compiled.get(list)?.length ?? 0, has: list => compiled.has(list) }
}
