import './observe.js'
import { createApp, h } from 'vue'
import { start } from 'waxseal/inline'
import { WaxsealForm } from 'waxseal/vue'

start({ policy: '/waxseal.json' })

const field = (id, label, type) => h('label', [label, ' ', h('input', { id, 'data-waxseal-field': id, type })])

const inside = ({ state }) => [
  h('output', state.status),
  field('name', 'Name', 'text'),
  field('email', 'E-Mail', 'email'),
  field('phone', 'Telefon', 'tel'),
  h('button', { id: 'send' }, 'Anmelden'),
]

createApp({ render: () => h(WaxsealForm, { form: 'signup', class: 'signup' }, inside) }).mount(document.body.appendChild(document.createElement('main')))
