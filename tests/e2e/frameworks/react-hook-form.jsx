// The button is enabled by what the library thinks of the fields.
import { useForm } from 'react-hook-form'
import { createRoot } from 'react-dom/client'
import { send } from './plain.js'

function SignUp() {
  const { register, handleSubmit, watch, formState } = useForm({ mode: 'onChange', defaultValues: { name: '', email: '' } })
  const { name, email } = watch()
  return (
    <form className="signup" onSubmit={handleSubmit((values) => send(values))}>
      <label>
        Name <input {...register('name', { required: true, minLength: 3 })} />
      </label>
      <label>
        Email <input type="email" {...register('email', { required: true })} />
      </label>
      <button disabled={!formState.isValid}>Sign up</button>
      <output>{name.length + email.length}</output>
    </form>
  )
}

createRoot(document.getElementById('app')).render(<SignUp />)
