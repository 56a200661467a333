/** Every view has an address, so that it can be bookmarked, sent and gone back to. */
import { type AnchorHTMLAttributes, type MouseEvent, useEffect, useState } from 'react'

export type View =
  | { name: 'overview' }
  | { name: 'campaigns' }
  | { name: 'campaign'; id: string }
  | { name: 'groups' }
  | { name: 'group'; id: string }
  | { name: 'account'; id: string }
  | { name: 'nowhere' }

export function viewOf(path: string): View {
  const [first = '', second, ...rest] = path.split('/').filter(part => part !== '')
  if (rest.length > 0) return { name: 'nowhere' }
  if (second === undefined) {
    if (first === '') return { name: 'overview' }
    if (first === 'campaigns' || first === 'groups') return { name: first }
    return { name: 'nowhere' }
  }
  const id = decode(second)
  if (first === 'campaigns') return { name: 'campaign', id }
  if (first === 'groups') return { name: 'group', id }
  if (first === 'accounts') return { name: 'account', id }
  return { name: 'nowhere' }
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

export function go(path: string): void {
  history.pushState(null, '', path)
  window.dispatchEvent(new Event(moved))
  window.scrollTo(0, 0)
}

export function usePath(): string {
  const [path, setPath] = useState(location.pathname)
  useEffect(() => {
    const update = () => setPath(location.pathname)
    window.addEventListener('popstate', update)
    window.addEventListener(moved, update)
    return () => {
      window.removeEventListener('popstate', update)
      window.removeEventListener(moved, update)
    }
  }, [])
  return path
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
