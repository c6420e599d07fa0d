"""What each command of `salesorg` does. Modules here are imported only when their command runs."""
