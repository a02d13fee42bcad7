"""The desktop: everything that needs Qt. It imports core; core never imports it."""
