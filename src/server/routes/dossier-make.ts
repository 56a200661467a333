import { AppError } from '../../errors.ts'
import { type DossierAsked, dossierAskedSchema, dossierFileSchema } from '../../model/dossier.ts'
import type { Principal } from '../principal.ts'
import { type DossierMaker, defineRoute, idParams, needed } from '../route.ts'

const mediaTypes = { html: 'text/html', pdf: 'application/pdf', json: 'application/json' } as const

/** Makers with a dossier under way: each reads the whole history a few times, so one after the other is enough. */
const busy = new WeakSet<DossierMaker>()

/** A statement of who is behind it stands with whoever made it, where he is known. */
function entered(asked: DossierAsked, { id, kind }: Principal): DossierAsked {
  if (asked.attribution === undefined || kind === 'loopback') return asked
  const entries = asked.attribution.entries.map(one => ({ entered_by: id, ...one }))
  return { ...asked, attribution: { entries } }
}

/** The dossier while the service has the store: what `stillwatch report` writes, to the byte. */
export const dossierMake = defineRoute({
  method: 'POST',
  path: '/v1/campaigns/{id}/dossier',
  operation: 'makeDossier',
  summary:
    'The evidence dossier of a campaign or group with its signed manifest, as `stillwatch report` writes it. Takes seconds.',
  role: 'review',
  params: idParams,
  body: dossierAskedSchema,
  answer: dossierFileSchema,
  handle: async (parts, { params, body, principal }) => {
    const make = needed(parts.dossiers, 'dossiers')
    if (busy.has(make))
      throw new AppError('busy', 'report/busy', 'another dossier is being made; ask again in a moment', {
        retryAfterS: 5,
      })
    busy.add(make)
    try {
      const { bytes, manifest } = await make(params.id, entered(body, principal))
      return {
        name: `${params.id}.${body.format}`,
        media_type: mediaTypes[body.format],
        base64: Buffer.from(bytes).toString('base64'),
        manifest: { ...manifest },
      }
    } finally {
      busy.delete(make)
    }
  },
})
