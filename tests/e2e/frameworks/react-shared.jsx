// One handler for all fields, which goes by their names.
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { send } from './plain.js'

function SignUp() {
  const [values, setValues] = useState({ name: '', email: '' })
  const change = ({ target }) => setValues({ ...values, [target.name]: target.value })
  const submit = (event) => {
    event.preventDefault()
    send(values)
  }
  return (
    <form className="signup" onSubmit={submit}>
      <label>
        Name <input name="name" value={values.name} minLength={3} onChange={change} />
      </label>
      <label>
        Email <input name="email" type="email" value={values.email} onChange={change} />
      </label>
      <button type="submit">Sign up</button>
      <output>{values.name.length + values.email.length}</output>
    </form>
  )
}

createRoot(document.getElementById('app')).render(<SignUp />)
