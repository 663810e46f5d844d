"""The planning engine: pure Python and NumPy. It knows no Django, no clock and no dice."""
