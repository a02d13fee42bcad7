"""Long work seen from the desktop: started here, done by `core.jobs` in another process."""

from app.jobs.jobs import Job, Jobs

__all__ = ["Job", "Jobs"]
