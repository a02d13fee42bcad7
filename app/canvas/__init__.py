"""The drawing area: paints the display list, hears pointer and keyboard, and is the stage of gestures."""
