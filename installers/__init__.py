"""Set-up of Bartizan: environment, system libraries, kernel, embedding model, and the jobs that follow."""
