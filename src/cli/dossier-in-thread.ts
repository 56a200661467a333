/** Makes dossiers in a thread of its own, with this process's store. */
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { manifestSchema } from '../report/seal.ts'
import type { DossierMaker } from '../server/route.ts'
import type { Store } from '../store/store.ts'
import { inThread } from './in-thread.ts'

const madeSchema = z.object({
  bytes: z.instanceof(Uint8Array),
  manifest: manifestSchema,
  figures: z.number(),
})

/** @param folder where the key that signs is, made on first use */
export const dossierInThread =
  (store: Store, folder: string): DossierMaker =>
  (id, asked) =>
    inThread(store, {
      file: 'dossier-worker',
      data: { id, folder, asked },
      answer: madeSchema,
      broke: cause =>
        new AppError('bug', 'report/thread', 'the thread that makes the dossier broke', {
          cause,
          detail: String(cause),
        }),
      stopped: () => new AppError('upstream', 'report/stopped', 'the dossier was stopped before it was made'),
    }).result
