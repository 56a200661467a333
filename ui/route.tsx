/** Every view has an address, so that it can be bookmarked, sent and gone back to. */
import { type AnchorHTMLAttributes, type MouseEvent, useEffect, useSyncExternalStore } from 'react'

const lists = ['campaigns', 'groups', 'review', 'appeals', 'compare', 'audit', 'settings'] as const
type ListName = (typeof lists)[number]

export type View =
  | { name: 'overview' | ListName }
  | { name: 'campaign' | 'group' | 'account'; id: string }
  | { name: 'nowhere' }

const nouns = { campaigns: 'campaign', groups: 'group', accounts: 'account' } as const

export function viewOf(path: string): View {
  const [first = '', second, ...rest] = path.split('/').filter(part => part !== '')
  if (rest.length > 0) return { name: 'nowhere' }
  if (second === undefined) {
    const list = lists.find(one => one === first)
    return first === '' ? { name: 'overview' } : list === undefined ? { name: 'nowhere' } : { name: list }
  }
  const noun = nouns[first as keyof typeof nouns]
  return noun === undefined ? { name: 'nowhere' } : { name: noun, id: decode(second) }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The browser cannot encode half a surrogate pair; such a name is looked up with the half replaced. */
export const encoded = (text: string): string =>
  encodeURIComponent(
    text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  )

export const addressOf = (noun: 'campaigns' | 'groups' | 'accounts', id: string): string =>
  `/${noun}/${encoded(id)}`

const moved = 'stillwatch:moved'
const announce = (): boolean => window.dispatchEvent(new Event(moved))

export function go(path: string): void {
  history.pushState(null, '', path)
  announce()
  if (location.hash === '') window.scrollTo(0, 0)
}

/** Filters and sorting live in the address; changing them makes no new step to go back over. */
export function setQuery(changes: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams(location.search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  history.replaceState(null, '', `${location.pathname}${text === '' ? '' : `?${text}`}${location.hash}`)
  announce()
}

function listen(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(moved, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(moved, listener)
  }
}

export const usePath = (): string => useSyncExternalStore(listen, () => location.pathname)
/** The text after `?`, without it. */
export const useQueryText = (): string => useSyncExternalStore(listen, () => location.search.slice(1))
export const useQuery = (): URLSearchParams => new URLSearchParams(useQueryText())

/** A part of a view that came late is scrolled to when it is there. */
export function useAnchor(isThere: boolean): void {
  useEffect(() => {
    if (isThere && location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [isThere])
}

/** An ordinary link that does not reload the page. */
export function Link({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    go(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}
