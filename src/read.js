// How the module reads an object of the page: each of these is one answer for which it would have to ask many times.

/**
 * A member of an object, `null` as `undefined`.
 *
 * @param {any} value
 * @param {string} name
 */
export function member(value, name) {
  return value[name] ?? undefined
}

/**
 * The items of a list; nothing for what is none.
 *
 * @param {any} value
 * @param {string} name
 * @returns {unknown[] | undefined}
 */
export function items(value, name) {
  return value[name] ?? undefined
}

/**
 * Names and values of a member's own members in turn.
 *
 * @param {any} value
 * @param {string} name
 */
export function members(value, name) {
  return Object.entries(value[name] ?? {}).flat()
}

/**
 * A number, text or truth value as text.
 *
 * @param {unknown} value
 */
export function text_of(value) {
  return String(value)
}
