/** The actor of a request, for the log. */
import type { By } from '../../contain/request.ts'
import { AppError } from '../../errors.ts'
import type { Principal } from '../principal.ts'
import type { ServerParts } from '../route.ts'

/** @throws denied `http/nobody` where nobody was asked who they are: such a request must not act */
export function byOf(parts: ServerParts, principal: Principal, request: string | undefined): By {
  const { id, kind } = principal
  if (kind === 'anyone') throw new AppError('denied', 'http/nobody', 'only somebody who is known can do this')
  return { actor: { id, kind }, at: parts.clock(), ...(request !== undefined && { request }) }
}
