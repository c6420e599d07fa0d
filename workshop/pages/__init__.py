"""The pages: what the browser shows. Everything that can be told apart from the browser lies in the modules above."""
