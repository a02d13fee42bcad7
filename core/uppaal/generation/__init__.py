"""From state machines, connectors and requirements to UPPAAL documents with queries and observers."""
