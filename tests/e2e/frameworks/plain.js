// What every page here would do without Waxseal: send what was typed, in clear.
export const send = (values) => fetch('/back-end/plain', { method: 'POST', body: new URLSearchParams(values) })
