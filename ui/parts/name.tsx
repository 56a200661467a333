import { plainText } from '../../src/model/plain-text.ts'

/** A name from the logs: isolated, so that it can neither reverse nor restyle what stands beside it. */
export function Name({ text, mono = false }: { text: string; mono?: boolean }) {
  return <bdi className={mono ? 'mono name' : 'name'}>{plainText(text)}</bdi>
}
