import { plainText } from '../../src/model/plain-text.ts'

/** Longer than any name; what somebody makes longer would only push the rest of the page away. */
const longest = 400

/** A name from the logs: isolated, so that it can neither reverse nor restyle what stands beside it. */
export function Name({ text, mono = false }: { text: string; mono?: boolean }) {
  return <bdi className={mono ? 'mono name' : 'name'}>{shortened(plainText(text))}</bdi>
}

export const shortened = (text: string, most = longest): string =>
  text.length > most ? `${text.slice(0, most)}…` : text
