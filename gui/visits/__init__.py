"""Where the user is: questions, their answers, back and forward."""
