/** Whether the page comes from the developer's own machine. */
export function isLoopback(): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname)
}
