/** What all TAXII routes share: the media type both ways, and errors in the protocol's own form. */
import { z } from 'zod'
import { AppError, errorKinds } from '../../errors.ts'
import { accepts, errorBody, isCollection, taxiiMedia } from '../../share/taxii/protocol.ts'
import type { Published } from '../../share/taxii/published.ts'

export const taxiiAnswer = z.looseObject({}).describe('A TAXII 2.1 resource.')

/** Texts as they come: the protocol words its own errors. */
export const filters = z.object({
  limit: z.string().optional(),
  next: z.string().optional(),
  added_after: z.string().optional(),
  'match[id]': z.string().optional(),
  'match[type]': z.string().optional(),
  'match[version]': z.string().optional(),
  'match[spec_version]': z.string().optional(),
})
export const collectionParams = z.object({ collection: z.string() })

export const say = (body: object, headers: Record<string, string> = {}, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': taxiiMedia, ...headers } })

export const wrong = (title: string, status: number): Response => say(errorBody(title, status), {}, status)

/** Runs a route of the protocol: asks what the client takes, and says every failure as TAXII does. */
export async function speak(request: Request, work: () => Promise<Response>): Promise<Response> {
  if (!accepts(request.headers.get('accept'))) return wrong(`this server speaks ${taxiiMedia}`, 406)
  try {
    return await work()
  } catch (error) {
    // A defect of ours goes the common way: it is logged there, and nothing of it leaves.
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    return wrong(error.message, errorKinds[error.kind].http)
  }
}

export function knownCollection(asked: string): void {
  if (!isCollection(asked)) throw new AppError('missing', 'taxii/unknown-collection', 'no such collection')
}

/** Section 3.2 of TAXII 2.1: when the first and last object of the page were added. */
export const addedHeaders = (items: readonly Published[]): Record<string, string> => {
  const [first, last] = [items[0], items.at(-1)]
  return first === undefined || last === undefined
    ? {}
    : { 'x-taxii-date-added-first': first.added, 'x-taxii-date-added-last': last.added }
}
