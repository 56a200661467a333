/** A dossier in a thread of its own: laying out a PDF takes seconds in which no call would be decided. */
import { dossierAskedSchema } from '../model/dossier.ts'
import { asThread } from './in-thread.ts'
import { makeDossier } from './make-dossier.ts'
import { loadSigningKey } from './signing-key.ts'

await asThread((store, { id, folder, asked }) =>
  makeDossier(store, String(id), loadSigningKey(String(folder)), dossierAskedSchema.parse(asked)),
)
