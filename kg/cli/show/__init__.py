"""What people read on stdout."""
