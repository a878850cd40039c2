/**
 * Text as a spreadsheet may hold it. A cell that begins with one of these is run as a formula, so an apostrophe goes
 * before it on the way out and is taken off on the way in; text that had one already gets a second, so that nothing
 * is lost between the two.
 */
const formula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

export const escapeFormula = (text: string): string => (formula.test(text) ? `'${text}` : text);

export const unescapeFormula = (text: string): string =>
  text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
