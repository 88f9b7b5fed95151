export function everyKind() {}
