// A setter for each field.
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { send } from './plain.js'

function SignUp() {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const submit = async (event) => {
    event.preventDefault()
    await send({ name, email })
    setSent(true)
  }
  if (sent) return <p>Thank you from the page.</p>
  return (
    <form className="signup" onSubmit={submit}>
      <label>
        Name <input name="name" value={name} minLength={3} onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        Email <input name="email" type="email" value={email} onChange={(event) => setEmail(event.target.value)} />
      </label>
      <button>Sign up</button>
      <output>{name.length + email.length}</output>
    </form>
  )
}

createRoot(document.getElementById('app')).render(<SignUp />)
