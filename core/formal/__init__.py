"""What requirements mean: specification patterns, their scopes, and the properties they stand for."""
