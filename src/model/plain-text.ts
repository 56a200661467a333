/** Names come from logs and are hostile input: they may try colours, cursor moves or reversed writing. */

/** C0 and C1 controls, zero-width and bidirectional marks, line separators, byte order marks, lone surrogates. */
const deceiving =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very characters to be removed
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/**
 * One line that shows what it is: every character that could deceive a terminal or an eye becomes `�`.
 * @example plainText('\u001b[31mred') // '�[31mred'
 */
export const plainText = (text: string): string => text.replace(deceiving, '\ufffd')
