"""The exploration in C: its sources, how a network is packed for it, and the library that set-up builds."""
