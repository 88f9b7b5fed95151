// A page as a screen reader gets it: the browser's accessibility tree, a line each for what has a role of its own.

/** What lies between is layout, and text is the name of what it is in. */
const SILENT = new Set([
  'none',
  'generic',
  'InlineTextBox',
  'StaticText',
  'LabelText',
  'RootWebArea',
  'paragraph',
  'Legend',
  'listitem',
  'MenuListPopup',
  'option',
  'Section',
])
/** Said where they are not as usual. */
const STATES = ['level', 'focused', 'invalid', 'required', 'multiline', 'checked', 'live']

/** Role, name, description and states of every node that speaks, in reading order, indented by depth. */
export function transcript(nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const lines = []
  const walk = (node, depth) => {
    const role = node.role?.value ?? 'none'
    const focused = node.properties?.some(({ name, value }) => name === 'focused' && value.value === true)
    const speaks = !node.ignored && (focused ? role !== 'RootWebArea' : !SILENT.has(role))
    if (speaks) lines.push(`${'  '.repeat(depth)}${line(node, role)}`)
    for (const id of node.childIds ?? []) if (byId.has(id)) walk(byId.get(id), speaks ? depth + 1 : depth)
  }
  walk(nodes[0], 0)
  return `${lines.join('\n')}\n`
}

function line({ name, description, value, properties = [] }, role) {
  const states = STATES.flatMap((state) => {
    const found = properties.find((property) => property.name === state)?.value.value
    return found === undefined || found === false || found === 'false' || found === 'off'
      ? []
      : [found === true || found === 'true' ? state : `${state} ${found}`]
  })
  const said = [role, quoted(name?.value)]
  if (value?.value) said.push(`= ${quoted(String(value.value))}`)
  if (states.length > 0) said.push(`(${states.join(', ')})`)
  if (description?.value) said.push(`— ${description.value}`)
  return said.filter(Boolean).join(' ')
}

const quoted = (text) => (text ? `“${text}”` : '')
