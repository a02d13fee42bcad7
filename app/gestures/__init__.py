"""What people do on a drawing, one module a gesture; every finished gesture is exactly one change."""
