// The sender that most templates of the last fifteen years come with.
import $ from 'jquery'

$('.signup').on('submit', function (event) {
  event.preventDefault()
  $.post('/back-end/plain', { name: $('#name').val(), email: $('#email').val(), form: $(this).serialize() })
})
// And the one that hangs on the button.
$('#send').on('click', () => $.post('/back-end/plain', { name: $('#name').val(), email: $('#email').val() }))
$('.signup').on('input', () => $('output').text($('#name').val().length + $('#email').val().length))
