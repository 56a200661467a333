/** The key that seals dossiers. Like the sketch key it lives beside the store, made on first use, for its owner alone. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { fingerprintOf } from '../report/seal.ts'

/** Reads `FOLDER/signing-key` (PKCS#8, PEM), made on first use. */
export function loadSigningKey(folder: string): KeyObject {
  const path = join(folder, 'signing-key')
  if (!existsSync(path)) make(path)
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    const message = `others can read the signing key ${path}: chmod 600 it, and think who may have signed with it`
    throw new AppError('denied', 'report/key-exposed', message)
  }
  try {
    const key = createPrivateKey(readFileSync(path))
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (cause) {
    throw unusable(path, cause)
  }
  throw unusable(path)
}

/** Of the key of a folder, as people read it to each other; empty while there is none. */
export const signingFingerprint = (folder: string): string =>
  existsSync(join(folder, 'signing-key')) ? fingerprintOf(loadSigningKey(folder)) : ''

const unusable = (path: string, cause?: unknown): AppError =>
  new AppError('denied', 'report/key-unusable', `${path} holds no ed25519 key`, { cause })

function make(path: string): void {
  try {
    const { privateKey } = generateKeyPairSync('ed25519')
    // `wx`: two commands at once must not end with two keys.
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
    chmodSync(path, 0o600)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return
    const message = `the signing key ${path} cannot be made; give a writable --data folder`
    throw new AppError('denied', 'report/key-unwritable', message, { cause })
  }
}
